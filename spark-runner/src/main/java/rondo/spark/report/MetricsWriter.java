package rondo.spark.report;

import java.io.IOException;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

/** Writes metrics.jsonl: one line for each round, as soon as it is done. */
public final class MetricsWriter implements RoundListener {
  private final Lines lines;

  /** Where lines go; each call appends one and makes it visible to readers. */
  @FunctionalInterface
  public interface Lines {
    /** Appends {@code line}, which has no line break, and a line break. */
    void append(String line) throws IOException;
  }

  public MetricsWriter(Lines lines) {
    this.lines = lines;
  }

  /**
   * @throws RondoException IO if the line cannot be written
   */
  @Override
  public void round(RoundMetrics metrics) {
    try {
      lines.append(MetricsJson.write(metrics));
    } catch (IOException e) {
      throw new RondoException(
          ExitCode.IO,
          "Round "
              + metrics.round()
              + " could not be written to metrics.jsonl ("
              + e.getMessage()
              + "); the checkpoints so far are intact: make room or make the run directory writable, and"
              + " go on with --resume",
          e);
    }
  }
}
