package rondo.spark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rondo evaluate}: the loss of a trained model on other data. */
@Command(
    name = "evaluate",
    description = "Tells the loss of a model on data.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model directory: RUN_DIR/model of a finished run.")
  private String model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "File or folder; all of it is evaluated.")
  private String data;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return 0;
  }
}
