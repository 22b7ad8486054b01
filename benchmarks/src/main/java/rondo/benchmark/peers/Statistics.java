package rondo.benchmark.peers;

import java.util.Collection;

/** What the report says of several measurements of one thing. */
public final class Statistics {
  /** Below this share of the fastest process, the slowest is told to be of another kind. */
  public static final double BIMODAL = 0.70;

  private Statistics() {}

  /**
   * The middle value; the mean of the two in the middle of an even number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static double median(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("median: got no value, expected at least one");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value as a share of the largest: 1 where all agree. */
  public static double slowestShare(Collection<Double> rates) {
    double slowest = rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double fastest = rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return slowest / fastest;
  }

  /** Whether rates differ so much that one number does not describe them. */
  public static boolean bimodal(Collection<Double> rates) {
    return slowestShare(rates) < BIMODAL;
  }

  /** Geometric mean of positive values. */
  public static double geometricMean(Collection<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }
}
