package rondo.spark.cli;

import picocli.CommandLine.Option;
import rondo.anomaly.EventDetector;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Options of the search for unexpected events. */
final class EventOptions {
  @Option(
      names = "--top-k",
      paramLabel = "K",
      description =
          "Of events: so many of the most probable ones are normal (default: ${DEFAULT-VALUE}).")
  private int topK = EventDetector.PUBLISHED_K;

  @Option(
      names = "--sequences",
      description =
          "Of events: a row for each sequence, with the number of its unexpected events, in place"
              + " of a row for each of those.")
  private boolean sequences;

  /**
   * So many most probable events are normal.
   *
   * @throws RondoException USAGE if they are none
   */
  int topK() {
    if (topK < 1) {
      throw new RondoException(
          ExitCode.USAGE,
          "--top-k: got " + topK + ", expected at least 1; see 'rondo detect --help'");
    }
    return topK;
  }

  /** Whether a row is a sequence. */
  boolean sequences() {
    return sequences;
  }
}
