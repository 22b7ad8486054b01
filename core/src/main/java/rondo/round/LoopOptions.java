package rondo.round;

/**
 * What a run does beside training.
 *
 * @param patience evaluations without a better model after which it stops; 0 means never
 * @param recordGradientFlow whether the gradient flow is recorded before the first round and at
 *     every evaluation
 * @param goal by what the best model is told: {@link Goal#LOSS}, or a figure of the metric
 */
public record LoopOptions(int patience, boolean recordGradientFlow, String goal) {
  /** Trains to the end and records nothing. */
  public static final LoopOptions NONE = new LoopOptions(0, false);

  /** The best model is the one with the lowest validation loss. */
  public LoopOptions(int patience, boolean recordGradientFlow) {
    this(patience, recordGradientFlow, Goal.LOSS);
  }

  /**
   * @throws IllegalArgumentException if patience is negative
   */
  public LoopOptions {
    if (patience < 0) {
      throw new IllegalArgumentException(
          "patience: got " + patience + ", expected epochs, 0 for no early stopping");
    }
  }
}
