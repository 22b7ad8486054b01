package rondo.spark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

/** The file metrics.jsonl of a run that goes on. */
public final class MetricsFile {
  private MetricsFile() {}

  /**
   * Drops the rounds after a checkpoint, which will be done again, what a crash cut off, and rounds
   * that are there twice, because a driver wrote one more before it saw that it had lost the run.
   *
   * @param rounds that the checkpoint has
   * @param listener is told of the rounds that stay
   * @throws rondo.error.RondoException CORRUPT if a line is not one of metrics.jsonl
   */
  public static void keep(RunDirectory directory, long rounds, RoundListener listener)
      throws IOException {
    if (directory.length(RunFiles.METRICS).isEmpty()) {
      return;
    }
    directory.write(
        RunFiles.METRICS,
        out -> {
          try (InputStream in = directory.open(RunFiles.METRICS)) {
            MetricsReader.replay(
                in, directory.pathOf(RunFiles.METRICS), upTo(rounds, listener, out));
          }
        });
  }

  private static RoundListener upTo(long rounds, RoundListener listener, OutputStream out) {
    return new RoundListener() {
      private long last;

      @Override
      public void round(RoundMetrics metrics) {
        if (metrics.round() > rounds || metrics.round() <= last) {
          return;
        }
        last = metrics.round();
        listener.round(metrics);
        try {
          out.write((MetricsJson.write(metrics) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
