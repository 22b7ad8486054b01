package rondo.spark.report.chart;

/** The smallest and the largest of some numbers; those that are not finite do not count. */
public record Range(double min, double max) {
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
    return Double.isFinite(value) ? new Range(Math.min(min, value), Math.max(max, value)) : this;
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
