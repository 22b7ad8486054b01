package rondo.spark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rondo.spark.EvaluateJob;
import rondo.spark.TablesJson;
import rondo.train.Evaluation;

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
      paramLabel = "PATH",
      description =
          "File or folder; all of it is evaluated. Without it, the test part of the data that the"
              + " model was trained with. Of a table, bad records are left out where its job says"
              + " data.on-bad-record = skip or quarantine, and not written down.")
  private String data;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    EvaluateJob.Outcome outcome = EvaluateJob.run(model, data, console::tell);
    Evaluation evaluation = outcome.evaluation();
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", model);
      result.put("data", data);
      result.put("loss", evaluation.loss());
      result.put("metrics", evaluation.values(outcome.metric()));
      result.put("outputs", (long) evaluation.weight());
      result.put("seconds", outcome.seconds());
      TablesJson.put(result, evaluation.tables(outcome.metric()));
      console.printJson(result);
    } else {
      console.print(LossText.of(outcome.model(), evaluation, outcome.metric()));
    }
    return 0;
  }
}
