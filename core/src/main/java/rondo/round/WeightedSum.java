package rondo.round;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Weighted sums of the arrays of several shards, in double and on the {@link FixedTree} of their
 * ids.
 */
final class WeightedSum {
  private WeightedSum() {}

  /** The updates that have data, in the order of shard ids. */
  static List<RoundUpdate> ordered(List<RoundUpdate> updates) {
    return updates.stream()
        .filter(update -> update.weight > 0)
        .sorted(Comparator.comparingInt(update -> update.shard))
        .toList();
  }

  /** The sum of arrays that are sums already. */
  static double[] sum(List<RoundUpdate> ordered, Function<RoundUpdate, float[]> array) {
    return add(ordered, array, update -> 1.0);
  }

  /**
   * The mean, weighted by the updates' weights. Of one update it is that update's array, to the
   * bit: a product of a float and a weight below 2^29 is exact in double.
   */
  static float[] mean(List<RoundUpdate> ordered, Function<RoundUpdate, float[]> array) {
    if (ordered.size() == 1) {
      return array.apply(ordered.get(0)).clone();
    }
    double weight = ordered.stream().mapToDouble(update -> update.weight).sum();
    double[] sum = add(ordered, array, update -> update.weight);
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / weight);
    }
    return mean;
  }

  private static double[] add(
      List<RoundUpdate> ordered,
      Function<RoundUpdate, float[]> array,
      Function<RoundUpdate, Double> factor) {
    return FixedTree.combine(
        ordered,
        update -> scale(array.apply(update), factor.apply(update)),
        (left, right) -> {
          for (int i = 0; i < left.length; i++) {
            left[i] += right[i];
          }
          return left;
        });
  }

  private static double[] scale(float[] values, double factor) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = factor * values[i];
    }
    return scaled;
  }
}
