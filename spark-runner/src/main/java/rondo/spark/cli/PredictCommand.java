package rondo.spark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rondo.spark.predict.PredictJob;

/** {@code rondo predict}: what a model tells of a table. */
@Command(
    name = "predict",
    description =
        "Writes what a model of classification, regression or tagging tells of a table, beside the"
            + " keys of the table. The columns that are told may be missing.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TableOptions options;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.print(console, PredictJob.run(options.request(), console::tell), "rows", false);
    return 0;
  }
}
