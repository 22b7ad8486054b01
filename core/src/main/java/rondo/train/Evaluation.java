package rondo.train;

import java.io.Serializable;

/**
 * Sums over evaluated data; those of several shards are added in the order of shard ids.
 *
 * @param lossSum nats, or squared errors
 * @param weight output rows, or sequences where there are no outputs at time steps
 * @param right what {@link MetricKind} counts, that was right
 * @param counted what {@link MetricKind} counts, in all
 */
public record Evaluation(double lossSum, double weight, long right, long counted)
    implements Serializable {
  /** Of no data. */
  public static final Evaluation NONE = new Evaluation(0, 0, 0, 0);

  /** Of both. */
  public Evaluation plus(Evaluation other) {
    return new Evaluation(
        lossSum + other.lossSum,
        weight + other.weight,
        right + other.right,
        counted + other.counted);
  }

  /** Mean loss a unit of weight; NaN if there was none. */
  public double loss() {
    return lossSum / weight;
  }

  /** Fraction that was right; NaN if nothing was counted. */
  public double accuracy() {
    return (double) right / counted;
  }
}
