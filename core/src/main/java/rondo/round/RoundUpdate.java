package rondo.round;

import rondo.network.Networks;
import rondo.optim.Optimizer;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * What one shard made of a round: sums, not means, so that updates of unequal shards can be added.
 *
 * <p>Thread use: read only once built.
 */
public final class RoundUpdate {
  public final int shard;

  /** Output rows that a loss was taken at: the weight of this update. 0: the shard has no data. */
  public final double weight;

  public final double lossSum;

  /** Rows computed. */
  public final long timeSteps;

  /**
   * GRADIENT_AVERAGING: the gradient sum; PARAMETER_AVERAGING: the parameters. Empty if weight is
   * 0.
   */
  public final float[] payload;

  /** PARAMETER_AVERAGING: the optimizer's moments; else empty. */
  public final float[][] moments;

  /** State of the streams at the end; null if the next round does not start from it. */
  public final float[] carried;

  /** Mean over local steps of the norm of the mean gradient before clipping; 0 with gradients. */
  public final double gradientNorm;

  /** Local steps in which the gradient was clipped. */
  public final int clipped;

  public final long computeNanos;

  /** An update of a shard without data: counts for nothing. */
  public static RoundUpdate empty(int shard) {
    return new RoundUpdate(shard, 0, 0, 0, new float[0], new float[0][], null, 0, 0, 0);
  }

  /** The most numbers that an update holds: parameters or gradient, moments, state of streams. */
  public static long numbers(TrainSpec train, RoundSpec rounds) {
    long parameters = Sizing.layout(train.model()).size();
    boolean sends = SyncStrategy.of(rounds, train).sendsMoments();
    int moments = sends ? Optimizer.of(train.optimizer()).moments() : 0;
    long state = Networks.stateBytes(train.model()) / Float.BYTES;
    return parameters * (1 + moments) + state * train.batch();
  }

  public RoundUpdate(
      int shard,
      double weight,
      double lossSum,
      long timeSteps,
      float[] payload,
      float[][] moments,
      float[] carried,
      double gradientNorm,
      int clipped,
      long computeNanos) {
    this.shard = shard;
    this.weight = weight;
    this.lossSum = lossSum;
    this.timeSteps = timeSteps;
    this.payload = payload;
    this.moments = moments;
    this.carried = carried;
    this.gradientNorm = gradientNorm;
    this.clipped = clipped;
    this.computeNanos = computeNanos;
  }
}
