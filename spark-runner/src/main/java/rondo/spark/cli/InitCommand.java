package rondo.spark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.InitJob;
import rondo.spark.init.InitRequest;
import rondo.spark.init.InitResult;

/** {@code rondo init}: data in, a job file to start from out. */
@Command(
    name = "init",
    description = "Looks at data and writes a job file to start from, with comments.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "TASK",
      description =
          "language-model, classification, regression, tagging, music, forecasting or anomaly.")
  private String task;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "File, folder or pattern.")
  private String data;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The job file (default: TASK.conf).")
  private String output;

  @Option(names = "--overwrite", description = "Replace the job file.")
  private boolean overwrite;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "Column that is to be told (default: found by its name); repeatable.")
  private List<String> target = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "Column that names the sequence of a row (default: found out); repeatable.")
  private List<String> key = new ArrayList<>();

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "Column that orders the rows of a sequence (default: found out).")
  private String time;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "auto (default), parquet, csv, json, orc or text.")
  private String format = "auto";

  @Option(
      names = "--window",
      paramLabel = "STEPS",
      description = "Time steps that a forecast sees, or of the pieces of a sequence.")
  private Integer window;

  @Option(names = "--horizon", paramLabel = "STEPS", description = "Time steps that are forecast.")
  private Integer horizon;

  @Option(
      names = "--validation",
      paramLabel = "PART",
      description = "Part of the data that picks the model, 0 to 0.5.")
  private Double validation;

  @Option(
      names = "--test",
      paramLabel = "PART",
      description = "Part of the data that is read once, at the end, 0 to 0.5.")
  private Double test;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    require("--window", window);
    require("--horizon", horizon);
    require("--validation", validation);
    require("--test", test);
    InitRequest request =
        new InitRequest(
            task,
            data,
            format,
            target,
            key,
            time,
            window == null ? 0 : window,
            horizon == null ? 0 : horizon,
            validation,
            test);
    String file = output == null ? task + ".conf" : output;
    InitResult result = InitJob.run(request, file, overwrite, console::tell);
    String next =
        "rondo train --config " + quoted(file) + " --output " + quoted("runs/" + name(file));
    if (json) {
      console.printJson(json(file, next, result));
    } else {
      console.print("wrote " + file + summary(result));
      result.notes().forEach(note -> console.print("note: " + note));
      console.print("next: " + next);
    }
    return 0;
  }

  private Map<String, Object> json(String file, String next, InitResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", task);
    json.put("data", data);
    json.put("output", file);
    json.put("format", result.format());
    json.put("rows", result.rows());
    json.put("key", result.key());
    json.put("time", result.time());
    json.put("target", result.target());
    json.put("inputs", result.inputs());
    json.put("left_out", result.leftOut());
    json.put("notes", result.notes());
    json.put("next", next);
    return json;
  }

  private String summary(InitResult result) {
    if (result.target().isEmpty()) {
      return "";
    }
    String left =
        result.leftOut().isEmpty()
            ? ""
            : "; left out: " + String.join(", ", result.leftOut().keySet());
    return String.format(
        Locale.ROOT,
        ": %,d rows, %s%s%starget %s%s",
        result.rows(),
        result.key().isEmpty() ? "" : "key " + String.join(", ", result.key()) + ", ",
        result.time() == null ? "" : "time " + result.time() + ", ",
        result.inputs().isEmpty() ? "" : "inputs " + String.join(", ", result.inputs()) + ", ",
        String.join(", ", result.target()),
        left);
  }

  private static String name(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
  }

  private static String quoted(String text) {
    return text.matches("[\\w./:=@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static void require(String option, Number value) {
    boolean steps = value instanceof Integer;
    double most = steps ? 1 << 20 : 0.5;
    double least = steps ? 1 : 0;
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw new RondoException(
          ExitCode.USAGE,
          option
              + ": got "
              + value
              + ", expected "
              + (steps ? "1 to 1048576 time steps" : "0 to 0.5")
              + "; see 'rondo init --help'");
    }
  }
}
