package rondo.spark.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

/**
 * Reads metrics.jsonl. A last line that was cut off, as a run that is still going on or was killed
 * leaves it, is skipped.
 */
public final class MetricsReader {
  /** Longest line that is accepted, in bytes; one that Rondo writes has about 450. */
  static final int MAX_LINE = 1 << 16;

  private MetricsReader() {}

  /**
   * Tells {@code listener} of each round of a file in turn, so that none need be kept.
   *
   * @param name of the file, for messages
   * @throws RondoException CORRUPT if a line is not one of metrics.jsonl; the message names it
   */
  public static void replay(InputStream in, String name, RoundListener listener)
      throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 1;
    for (int next = bytes.read(); ; next = bytes.read()) {
      if (next == '\n' || next < 0) {
        RoundMetrics metrics = parse(line.toByteArray(), name, number, next < 0);
        if (metrics != null) {
          listener.round(metrics);
        }
        if (next < 0) {
          return;
        }
        line.reset();
        number++;
      } else if (line.size() == MAX_LINE) {
        throw corrupt(name, number, "it has more than " + MAX_LINE + " bytes", null);
      } else {
        line.write(next);
      }
    }
  }

  /** The round of a line; null if the line is empty, or cut off at the end of the file. */
  private static RoundMetrics parse(byte[] line, String name, long number, boolean last) {
    if (line.length == 0) {
      return null;
    }
    try {
      return MetricsJson.read(line);
    } catch (IOException e) {
      if (last) {
        return null;
      }
      throw corrupt(name, number, firstLine(e), e);
    }
  }

  private static RondoException corrupt(String name, long line, String got, Throwable cause) {
    return new RondoException(
        ExitCode.CORRUPT,
        "Line "
            + line
            + " of "
            + name
            + " is damaged ("
            + got
            + "), expected the JSON object of one round; restore the file or delete the line",
        cause);
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
