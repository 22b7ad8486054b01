package rondo.spark.report.chart;

import java.util.Arrays;

/**
 * Points in the order of x. Both arrays are as long as each other and are not changed.
 *
 * @param y NaN where there is nothing
 */
public record Curve(double[] x, double[] y) {

  /**
   * @throws IllegalArgumentException if the arrays are not of one length
   */
  public Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Curve: got " + x.length + " x and " + y.length + " y, expected as many");
    }
  }

  /** Each y becomes the mean of those around it: of one part in {@code parts} of all. */
  public Curve smooth(int parts) {
    int reach = x.length / (2 * parts);
    double[] sums = new double[x.length + 1];
    int[] counts = new int[x.length + 1];
    for (int i = 0; i < x.length; i++) {
      boolean there = Double.isFinite(y[i]);
      sums[i + 1] = sums[i] + (there ? y[i] : 0);
      counts[i + 1] = counts[i] + (there ? 1 : 0);
    }
    double[] means = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      // As far on both sides at the start, which is steep; the end is flat, and may lean on the
      // past.
      int before = Math.min(reach, i);
      int after = Math.min(before, x.length - 1 - i);
      int count = counts[i + after + 1] - counts[i - before];
      means[i] = count == 0 ? Double.NaN : (sums[i + after + 1] - sums[i - before]) / count;
    }
    return new Curve(x, means);
  }

  /** At most about {@code points} points, with the lowest and the highest of each stretch. */
  public Curve thin(int points) {
    if (x.length <= points) {
      return this;
    }
    int stretches = points / 2;
    double[] thinX = new double[2 * stretches];
    double[] thinY = new double[2 * stretches];
    for (int s = 0; s < stretches; s++) {
      int from = (int) ((long) s * x.length / stretches);
      int to = (int) ((long) (s + 1) * x.length / stretches);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = y[i] < y[low] || Double.isNaN(y[low]) ? i : low;
        high = y[i] > y[high] || Double.isNaN(y[high]) ? i : high;
      }
      put(thinX, thinY, 2 * s, Math.min(low, high));
      put(thinX, thinY, 2 * s + 1, Math.max(low, high));
    }
    return new Curve(thinX, thinY);
  }

  private void put(double[] toX, double[] toY, int at, int from) {
    toX[at] = x[from];
    toY[at] = y[from];
  }

  /** Of all y. */
  public Range range() {
    return Range.of(y);
  }

  /** Of y without the highest {@code share}, so that a steep start does not flatten the rest. */
  public Range rangeWithoutTop(double share) {
    double[] sorted = Arrays.stream(y).filter(Double::isFinite).sorted().toArray();
    int keep = Math.max(1, (int) Math.ceil(sorted.length * (1 - share)));
    return sorted.length == 0 ? Range.EMPTY : Range.of(sorted[0], sorted[keep - 1]);
  }
}
