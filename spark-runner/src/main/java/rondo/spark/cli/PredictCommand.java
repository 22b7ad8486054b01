package rondo.spark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rondo.spark.PredictJob;

/** {@code rondo predict}: what a model tells of a table. */
@Command(
    name = "predict",
    description =
        "Writes what a model of classification, regression or tagging tells of a table, beside the"
            + " keys of the table.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
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
      description =
          "File or folder, read as the model's training data was; the columns that are told may be"
              + " missing.")
  private String data;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the predictions; it appears when all of them are there.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "parquet (default), csv or json.")
  private String format;

  @Option(names = "--overwrite", description = "Replace what is at the output.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PredictJob.Outcome outcome =
        PredictJob.run(
            new PredictJob.Request(
                model, data, output, OutputFormats.of(format), overwrite),
            console::tell);
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", model);
      result.put("data", data);
      result.put("output", output);
      result.put("sequences", outcome.sequences());
      result.put("rows", outcome.rows());
      result.put("bad_records", outcome.badRecords());
      result.put("seconds", outcome.seconds());
      console.printJson(result);
    } else {
      console.print(
          String.format(
              Locale.ROOT,
              "%,d rows on %,d sequences in %s (%.1f s)",
              outcome.rows(),
              outcome.sequences(),
              output,
              outcome.seconds()));
    }
    return 0;
  }
}
