package rondo.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rondo.metric.Metric;
import rondo.metric.Tables;

/**
 * Sums over evaluated data; those of several shards are added in the order of shard ids.
 *
 * @param lossSum nats, or errors
 * @param weight output rows, or sequences where a model has no outputs at time steps
 * @param counts sums of the {@link Metric} that was evaluated; empty, which stands for zeros, if
 *     there was no data. Not to be changed
 */
public record Evaluation(double lossSum, double weight, double[] counts) implements Serializable {
  /** Of no data. */
  public static final Evaluation NONE = new Evaluation(0, 0);

  /** Without a metric. */
  public Evaluation(double lossSum, double weight) {
    this(lossSum, weight, new double[0]);
  }

  /**
   * Of both.
   *
   * @throws IllegalArgumentException if they are of different metrics
   */
  public Evaluation plus(Evaluation other) {
    double[] sums = counts.length == 0 ? other.counts : counts;
    if (counts.length > 0 && other.counts.length > 0) {
      if (counts.length != other.counts.length) {
        throw new IllegalArgumentException(
            "counts: got " + other.counts.length + ", expected " + counts.length);
      }
      sums = counts.clone();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.counts[i];
      }
    }
    return new Evaluation(lossSum + other.lossSum, weight + other.weight, sums);
  }

  /** Mean loss; NaN if there was no data. */
  public double loss() {
    return lossSum / weight;
  }

  /** The figures of the metric by name; empty if there was no data. */
  public Map<String, Double> values(Metric metric) {
    return counts.length == 0 ? Map.of() : metric.values(counts);
  }

  /** The tables of the metric; empty if there was no data. */
  public List<Tables> tables(Metric metric) {
    return counts.length == 0 ? List.of() : metric.tables(counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Evaluation that
        && Double.compare(lossSum, that.lossSum) == 0
        && Double.compare(weight, that.weight) == 0
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Double.hashCode(lossSum) + Double.hashCode(weight)) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "loss " + lossSum + " / " + weight + ", counts " + Arrays.toString(counts);
  }
}
