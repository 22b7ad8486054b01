package rondo.spark.cli;

import picocli.CommandLine.Option;
import rondo.anomaly.ThresholdSpec;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Options of the threshold that errors of forecasts are compared with. */
final class ThresholdOptions {
  private static final ThresholdSpec USUAL = ThresholdSpec.PUBLISHED;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Errors that are judged together (default: ${DEFAULT-VALUE}).")
  private int batch = USUAL.batch();

  @Option(
      names = "--batches",
      paramLabel = "N",
      description = "Batches of errors that a threshold is taken from (default: ${DEFAULT-VALUE}).")
  private int batches = USUAL.batches();

  @Option(
      names = "--smoothing",
      paramLabel = "FRACTION",
      description =
          "Span of the mean that smooths errors, as a fraction of those that a threshold is taken"
              + " from (default: ${DEFAULT-VALUE}).")
  private double smoothing = USUAL.smoothing();

  @Option(
      names = "--lowest-z",
      paramLabel = "Z",
      description =
          "Standard deviations from the mean to the lowest threshold (default:"
              + " ${DEFAULT-VALUE}).")
  private double lowestZ = USUAL.lowestZ();

  @Option(
      names = "--highest-z",
      paramLabel = "Z",
      description = "And to the highest one (default: ${DEFAULT-VALUE}).")
  private double highestZ = USUAL.highestZ();

  @Option(
      names = "--buffer",
      paramLabel = "N",
      description =
          "Time steps before and after an error above the threshold that belong to its range"
              + " (default: ${DEFAULT-VALUE}).")
  private int buffer = USUAL.buffer();

  @Option(
      names = "--most-sequences",
      paramLabel = "N",
      description =
          "A threshold with more ranges above it is not taken (default: ${DEFAULT-VALUE}).")
  private int mostSequences = USUAL.mostSequences();

  @Option(
      names = "--most-errors",
      paramLabel = "FRACTION",
      description =
          "Nor is one with this fraction of all errors above it, or more (default:"
              + " ${DEFAULT-VALUE}).")
  private double mostErrors = USUAL.mostErrors();

  @Option(
      names = "--decrease",
      paramLabel = "FRACTION",
      description =
          "Ranges whose largest errors lie less than this fraction above those that are no anomaly"
              + " are left out (default: ${DEFAULT-VALUE}).")
  private double decrease = USUAL.decrease();

  /**
   * What they ask for.
   *
   * @throws RondoException USAGE if a value is out of range
   */
  ThresholdSpec spec() {
    try {
      return new ThresholdSpec(
          batch,
          batches,
          smoothing,
          lowestZ,
          highestZ,
          buffer,
          mostSequences,
          mostErrors,
          decrease);
    } catch (IllegalArgumentException e) {
      throw new RondoException(
          ExitCode.USAGE, "--" + e.getMessage() + "; see 'rondo detect --help'");
    }
  }
}
