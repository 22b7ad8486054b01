package rondo.optim;

/**
 * Turns a gradient into new parameters, number by number, so any stretch can be updated on its own
 * with the same bits. Holds hyperparameters only; its moments are the caller's, each as long as the
 * parameters and zero at the start.
 *
 * <p>Thread use: any number of threads on different stretches.
 */
public interface Optimizer {
  /** Moments that it keeps for each parameter: 0, 1 or 2. */
  int moments();

  /** True if a moment is an average of squares, false if it is one of gradients. */
  default boolean isSecond(int moment) {
    return false;
  }

  /**
   * Updates the parameters {@code from} to {@code to} - 1.
   *
   * @param learningRate of this step
   */
  void update(
      float[] parameters,
      float[] gradient,
      float[][] moments,
      MomentAge age,
      double learningRate,
      int from,
      int to);

  /** The same where all moments began at zero before step 1. */
  default void update(
      float[] parameters,
      float[] gradient,
      float[][] moments,
      long step,
      double learningRate,
      int from,
      int to) {
    update(parameters, gradient, moments, MomentAge.of(step), learningRate, from, to);
  }

  /** The optimizer of a specification. */
  static Optimizer of(OptimizerSpec spec) {
    return switch (spec.kind()) {
      case SGD -> new Sgd(0, false, spec.weightDecay());
      case MOMENTUM -> new Sgd(spec.momentum(), false, spec.weightDecay());
      case NESTEROV -> new Sgd(spec.momentum(), true, spec.weightDecay());
      case RMSPROP -> new RmsProp(spec.beta2(), spec.epsilon(), spec.weightDecay());
      case ADAM -> new Adam(spec, false);
      case ADAMW -> new Adam(spec, true);
    };
  }
}
