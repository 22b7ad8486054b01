package rondo.round;

import java.util.List;

/**
 * The driver's step on the mean change D of a round: number by number.
 *
 * <p>Thread use: read only; any number of threads.
 */
interface OuterOptimizer {
  /** Arrays that it keeps, each as long as the parameters, 0 at the start. */
  int slots();

  /** True if a step is to add D, so that the mean of the shards' parameters is what comes out. */
  default boolean takesTheMean() {
    return false;
  }

  /**
   * Takes a step.
   *
   * @param parameters W, which are evaluated and saved; changed in place
   * @param delta D
   * @param slots changed in place
   */
  void step(float[] parameters, float[] delta, List<float[]> slots);

  /** Writes into {@code start} where the shards begin the next round. */
  default void start(float[] parameters, List<float[]> slots, float[] start) {
    System.arraycopy(parameters, 0, start, 0, start.length);
  }

  /** The outer optimizer of a strategy other than gradient averaging. */
  static OuterOptimizer of(RoundSpec spec) {
    OuterSpec outer = spec.outer();
    return switch (spec.strategy()) {
      case GRADIENT_AVERAGING ->
          throw new IllegalArgumentException("gradient averaging has the training's optimizer");
      case PARAMETER_AVERAGING -> new BlockMomentum(0, 1, false);
      case BLOCK_MOMENTUM, DILOCO ->
          new BlockMomentum(outer.momentum(), outer.learningRate(), outer.nesterov());
      case FEDADAM -> new FedAdam(outer);
    };
  }
}
