package rondo.spark.report.chart;

/**
 * The smallest and the largest of some numbers. Those that are not finite do not count, nor do
 * those that are larger than any loss of a run that has not diverged; one that is tiny counts as 0.
 */
public record Range(double min, double max) {
  private static final double LARGEST = 1e100;

  /** Of no numbers. */
  public static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Of {@code values}. */
  public static Range of(double... values) {
    Range range = EMPTY;
    for (double value : values) {
      range = range.with(value);
    }
    return range;
  }

  /** Of these and of {@code value}. */
  public Range with(double value) {
    if (!(Math.abs(value) < LARGEST)) {
      return this;
    }
    double counted = Math.abs(value) < 1 / LARGEST ? 0 : value;
    return new Range(Math.min(min, counted), Math.max(max, counted));
  }

  /** Of both. */
  public Range with(Range other) {
    return new Range(Math.min(min, other.min), Math.max(max, other.max));
  }

  /** Whether there was no number. */
  public boolean isEmpty() {
    return min > max;
  }
}
