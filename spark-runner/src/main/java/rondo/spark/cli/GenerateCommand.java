package rondo.spark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rondo generate}: text that a trained language model makes up. */
@Command(
    name = "generate",
    description = "Writes text with a trained language model.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
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
      description = "Characters to write (default: ${DEFAULT-VALUE}).")
  private int length = 500;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Below 1 safer, above 1 bolder, 0 the likeliest (default: ${DEFAULT-VALUE}).")
  private double temperature = 1.0;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Choose among the K likeliest characters only; 0 for all.")
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
  public Integer call() {
    return 0;
  }
}
