package rondo.spark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.spark.Models;
import rondo.spark.predict.DetectEventsJob;
import rondo.spark.predict.DetectJob;
import rondo.spark.predict.PredictRequest;

/** {@code rondo detect}: anomalies in the series, or in the sequences of events, of a table. */
@Command(
    name = "detect",
    description =
        "Writes what a model did not expect in a table: with anomaly or forecasting the ranges of"
            + " time steps in each series and column, with events the events.",
    mixinStandardHelpOptions = true)
final class DetectCommand implements Callable<Integer> {
  private static final String OF_SERIES = "thresholds"; // the names of the fields
  private static final String OF_EVENTS = "events";

  private final Console console;

  @Spec private CommandSpec command;

  @Mixin private TableOptions options;

  @Mixin private ThresholdOptions thresholds;

  @Mixin private EventOptions events;

  DetectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PredictRequest request = options.request();
    SavedModel model = Models.read(request.model());
    if (DetectJob.isOfEvents(model)) {
      refuse(OF_SERIES, model);
      options.print(
          console,
          DetectEventsJob.run(model, request, events.topK(), events.sequences(), console::tell),
          events.sequences() ? "rows" : "anomalies",
          false);
    } else {
      refuse(OF_EVENTS, model);
      options.print(
          console,
          DetectJob.run(model, request, thresholds.spec(), console::tell),
          "anomalies",
          true);
    }
    return 0;
  }

  /** What has no meaning for a model is refused, so that nobody waits for its effect. */
  private void refuse(String group, SavedModel model) {
    for (OptionSpec option : command.mixins().get(group).options()) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new RondoException(
            ExitCode.USAGE,
            option.longestName()
                + ": got it for a model of the task "
                + model.task()
                + ", expected "
                + (group.equals(OF_EVENTS) ? "events" : "anomaly or forecasting")
                + "; leave it out");
      }
    }
  }
}
