package rondo.spark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.local.TextModel;
import rondo.spark.Models;
import rondo.train.Sampling;

/** {@code rondo generate}: text that a trained language model makes up. */
@Command(
    name = "generate",
    description = "Writes text with a trained language model.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  private static final int MAX_LENGTH = 10_000_000;

  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model directory: RUN_DIR/model of a finished run.")
  private String model;

  @Option(names = "--seed-text", paramLabel = "TEXT", description = "Text to continue.")
  private String seedText = "";

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "Tokens to write at most: characters, or what else the model has (default: ${DEFAULT-VALUE}).")
  private int length = 500;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Below 1 safer, above 1 bolder, 0 the likeliest (default: ${DEFAULT-VALUE}).")
  private double temperature = 1.0;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Choose among the K likeliest tokens only; 0 for all.")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Choose among the likeliest that together have probability P (default: 1).")
  private double topP = 1.0;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the choices; the same seed writes the same text (default: 1).")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Sampling sampling = sampling();
    if (length < 1 || length > MAX_LENGTH) {
      throw usage("--length: got " + length + ", expected 1 to " + MAX_LENGTH);
    }
    TextModel text = Models.text(model);
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", model);
      result.put("seed_text", seedText);
      result.put("text", text.write(seedText, length, sampling, seed));
      result.put("length", length);
      result.put("temperature", temperature);
      result.put("top_k", topK);
      result.put("top_p", topP);
      result.put("seed", seed);
      console.printJson(result);
    } else {
      console.printPart(seedText);
      text.write(seedText, length, sampling, seed, console::printPart);
      console.print("");
    }
    return 0;
  }

  private Sampling sampling() {
    try {
      return new Sampling(temperature, topK, topP);
    } catch (IllegalArgumentException e) {
      throw usage("--" + e.getMessage());
    }
  }

  private static RondoException usage(String message) {
    return new RondoException(ExitCode.USAGE, message + "; see 'rondo generate --help'");
  }
}
