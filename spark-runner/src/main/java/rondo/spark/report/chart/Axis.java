package rondo.spark.report.chart;

import java.util.List;

/**
 * A range of values on a line.
 *
 * @param log whether equal distances are equal ratios
 * @param min below {@code max}; above 0 if {@code log}
 */
public record Axis(String label, boolean log, double min, double max) {
  /** On a logarithmic axis nothing further below the top is of interest. */
  private static final double DECADES = 10;

  /**
   * @throws IllegalArgumentException if the range is empty or, for a logarithm, not positive
   */
  public Axis {
    if (!(min < max) || !Double.isFinite(max - min) || (log && min <= 0)) {
      throw new IllegalArgumentException(
          "Axis " + label + ": got " + min + " to " + max + ", expected a range of numbers");
    }
  }

  /** Covers {@code range}, with a margin above and below. */
  public static Axis linear(String label, Range range) {
    if (range.isEmpty()) {
      return new Axis(label, false, 0, 1);
    }
    double spread = range.max() - range.min();
    double margin = spread > 0 ? 0.06 * spread : Math.max(1e-9, 0.1 * Math.abs(range.max()));
    double min = range.min() - margin;
    return new Axis(label, false, range.min() >= 0 ? Math.max(0, min) : min, range.max() + margin);
  }

  /** From 0 to a little above {@code range}. */
  public static Axis fromZero(String label, Range range) {
    return new Axis(
        label, false, 0, range.isEmpty() || range.max() <= 0 ? 1 : Ticks.above(range.max()));
  }

  /** Exactly [min, max]. */
  public static Axis exact(String label, double min, double max) {
    return new Axis(label, false, min, max > min ? max : min + 1);
  }

  /** Covers the positive part of {@code range}, at most ten decades from its top. */
  public static Axis logarithmic(String label, Range range) {
    if (range.isEmpty() || range.max() <= 0) {
      return new Axis(label, true, 0.1, 1);
    }
    double floor = range.max() * Math.pow(10, -DECADES);
    double min = Math.max(range.min(), floor);
    return new Axis(label, true, min / 1.3, Math.max(range.max(), min) * 1.3);
  }

  /** Logarithmic if the values span more than {@code ratio}, else linear. */
  public static Axis fitting(String label, Range range, double ratio) {
    boolean wide = !range.isEmpty() && range.min() > 0 && range.max() > ratio * range.min();
    return wide ? logarithmic(label, range) : linear(label, range);
  }

  /** Where a value lies: 0 at {@code min}, 1 at {@code max}; NaN if it has no place. */
  double place(double value) {
    if (!log) {
      return (value - min) / (max - min);
    }
    // Zero on a logarithmic axis is far below the floor, not nowhere.
    double positive = value <= 0 ? Double.MIN_NORMAL : value;
    return Math.log(positive / min) / Math.log(max / min);
  }

  List<Ticks.Tick> ticks(int count) {
    return log ? Ticks.logarithmic(min, max) : Ticks.linear(min, max, count);
  }
}
