package rondo.spark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.spark.predict.ForecastJob;

/** {@code rondo forecast}: what comes next in the series of a table. */
@Command(
    name = "forecast",
    description =
        "Writes what a model of forecasting or anomaly forecasts for the time steps after the last"
            + " one of each series of a table.",
    mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TableOptions options;

  @Option(
      names = "--back-test",
      description =
          "Forecast what is known instead, from every window of the data, with the actual values"
              + " beside it.")
  private boolean backTest;

  ForecastCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.print(
        console, ForecastJob.run(options.request(), backTest, console::tell), "rows", true);
    return 0;
  }
}
