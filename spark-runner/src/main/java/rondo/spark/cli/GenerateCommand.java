package rondo.spark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.spark.Models;
import rondo.spark.cli.Generation.Request;

/** {@code rondo generate}: text or music that a trained model makes up. */
@Command(
    name = "generate",
    description = "Writes text with a trained language model, or a piece with one of music.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model directory: RUN_DIR/model of a finished run.")
  private String model;

  @Option(
      names = "--seed-text",
      paramLabel = "TEXT",
      description =
          "Text to continue; of music time steps by spaces, keys by commas, - for silence:"
              + " \"43,47,52 43 -\".")
  private String seedText = "";

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "Tokens to write at most: characters, or what else the model has (default: 500); time steps"
              + " of music (default: 128).")
  private Integer length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Below 1 safer, above 1 bolder, 0 the likeliest (default: ${DEFAULT-VALUE}).")
  private double temperature = 1.0;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the choices; the same seed writes the same (default: 1).")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @Mixin private TextGeneration text;

  @Mixin private MusicGeneration music;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Generation> kinds = List.of(text, music);
    Request request = new Request(seedText, length, temperature, seed);
    requireLength(kinds.stream().mapToInt(Generation::longest).max().orElseThrow());
    kinds.forEach(kind -> kind.check(request));
    SavedModel saved = Models.read(model);
    Generation wanted = kind(kinds, saved.task());
    requireLength(wanted.longest());
    for (Generation other : kinds) {
      if (other != wanted && !other.given().isEmpty()) {
        throw usage(
            String.join(", ", other.given())
                + ": got it with a model of the task "
                + wanted.task()
                + ", expected a model of the task "
                + other.task());
      }
    }
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", model);
      result.putAll(wanted.toJson(saved, request));
      console.printJson(result);
    } else {
      wanted.print(saved, request, console);
    }
    return 0;
  }

  private void requireLength(int most) {
    if (length != null && (length < 1 || length > most)) {
      throw usage("--length: got " + length + ", expected 1 to " + most);
    }
  }

  private static Generation kind(List<Generation> kinds, String task) {
    return kinds.stream()
        .filter(kind -> kind.task().equals(task))
        .findFirst()
        .orElseThrow(
            () ->
                new RondoException(
                    ExitCode.USAGE,
                    "The model was trained for the task "
                        + task
                        + ", which generates nothing, expected language-model or music; what it"
                        + " tells of data is told by rondo evaluate"
                        + telling(task)));
  }

  private static String telling(String task) {
    return switch (task) {
      case "classification", "regression", "tagging" -> " and predict";
      case "forecasting", "anomaly" -> ", forecast and detect";
      default -> "";
    };
  }

  /** What is wrong with an option. */
  static RondoException usage(String message) {
    return new RondoException(ExitCode.USAGE, message + "; see 'rondo generate --help'");
  }
}
