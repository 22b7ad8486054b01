package rondo.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rondo quickstart}: a first model on real English, with nothing to prepare. */
@Command(
    name = "quickstart",
    description = "Trains a first language model on dictionary definitions, in a few minutes.",
    mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--output",
      paramLabel = "RUN_DIR",
      description = "New directory (default: runs/quickstart, or the next free number).")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the job file; repeatable.")
  private List<String> sets = new ArrayList<>();

  QuickstartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return 0;
  }
}
