package rondo.round;

import rondo.train.GradientFlow;

/** Is told of a run as it goes on, in the driver's thread. */
public interface RoundListener {
  /** Nobody listens. */
  RoundListener NONE = new RoundListener() {};

  /** The shards are there and the first round begins. */
  default void started(RunPlan plan) {}

  /** The number of rounds is known better than it was. */
  default void replanned(RunPlan plan) {}

  /** A round is done. */
  default void round(RoundMetrics metrics) {}

  /**
   * At the end of an epoch: this model is the one to keep so far. It is the best by the {@link
   * Goal}, or there is no validation data and it is the latest.
   *
   * @param parameters of the model; must not be changed
   */
  default void kept(RoundMetrics metrics, float[] parameters) {}

  /** A round is done and evaluated: training can go on from here. Called after the others. */
  default void done(LoopState state) {}

  /**
   * A gradient flow was recorded.
   *
   * @param round rounds done before it; 0 is the untrained model
   */
  default void gradientFlow(long round, GradientFlow flow) {}
}
