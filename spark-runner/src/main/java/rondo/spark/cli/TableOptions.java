package rondo.spark.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.predict.PredictOutcome;
import rondo.spark.predict.PredictRequest;
import rondo.spark.predict.PredictRequest.Format;

/** Options of the commands that write what a model tells of a table. */
final class TableOptions {
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
          "File or folder, read as the model's training data was. Bad records end the command, or"
              + " with data.on-bad-record = skip or quarantine of its job are left out and"
              + " counted; nothing is written down.")
  private String data;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the rows; it appears when all of them are there.")
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

  /**
   * What they ask for.
   *
   * @throws RondoException USAGE if there is no such format
   */
  PredictRequest request() {
    return new PredictRequest(model, data, output, format(), overwrite);
  }

  private Format format() {
    return Arrays.stream(Format.values())
        .filter(one -> name(one).equals(format))
        .findFirst()
        .orElseThrow(
            () ->
                new RondoException(
                    ExitCode.USAGE,
                    "--format: got "
                        + format
                        + ", expected one of "
                        + Arrays.stream(Format.values())
                            .map(TableOptions::name)
                            .collect(Collectors.joining(", "))));
  }

  private static String name(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Prints what came out.
   *
   * @param rows what rows are called
   * @param series whether the sequences are series
   */
  void print(Console console, PredictOutcome outcome, String rows, boolean series) {
    String sequences = series ? "series" : "sequences";
    if (!json) {
      console.print(
          String.format(
              Locale.ROOT,
              "%,d %s on %,d %s in %s (%.1f s)",
              outcome.rows(),
              rows,
              outcome.sequences(),
              sequences,
              output,
              outcome.seconds()));
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", model);
    result.put("data", data);
    result.put("output", output);
    result.put(sequences, outcome.sequences());
    if (series) {
      result.put("too_short", outcome.tooShort());
    }
    result.put(rows, outcome.rows());
    result.put("bad_records", outcome.badRecords());
    result.put("seconds", outcome.seconds());
    console.printJson(result);
  }
}
