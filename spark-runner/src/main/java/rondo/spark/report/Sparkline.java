package rondo.spark.report;

import java.util.Arrays;

/** A curve in one line of text. */
final class Sparkline {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * Means of neighbouring values as bars, at most {@code width} of them; a stretch without a finite
   * value is a space. Empty if no value is finite. The highest tenth is as high as what lies below
   * it, or the steep start of a loss would leave nothing of the rest.
   */
  static String of(double[] values, int width) {
    int bars = Math.min(width, values.length);
    double[] means = new double[bars];
    for (int bar = 0; bar < bars; bar++) {
      int from = (int) ((long) bar * values.length / bars);
      int to = (int) ((long) (bar + 1) * values.length / bars);
      means[bar] =
          Arrays.stream(values, from, to).filter(Double::isFinite).average().orElse(Double.NaN);
    }
    double[] sorted = Arrays.stream(means).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return "";
    }
    double min = sorted[0];
    double max = sorted[sorted.length - 1 - sorted.length / 10];
    StringBuilder line = new StringBuilder(bars);
    for (double mean : means) {
      double part = max > min ? Math.min(1, (mean - min) / (max - min)) : 0.5;
      int level = (int) Math.min(LEVELS.length() - 1, part * LEVELS.length());
      line.append(Double.isFinite(mean) ? LEVELS.charAt(level) : ' ');
    }
    return line.toString();
  }
}
