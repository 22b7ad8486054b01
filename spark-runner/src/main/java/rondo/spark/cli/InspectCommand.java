package rondo.spark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rondo inspect}: what is in a model or a run. */
@Command(
    name = "inspect",
    description = "Shows what is in a model directory or a run directory.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PATH", description = "Model directory or run directory.")
  private String path;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return 0;
  }
}
