package rondo.round;

/**
 * What a run does beside training.
 *
 * @param patience evaluations without a better validation loss after which it stops; 0 means never
 * @param recordGradientFlow whether the gradient flow is recorded before the first round and at
 *     every evaluation
 */
public record LoopOptions(int patience, boolean recordGradientFlow) {
  /** Trains to the end and records nothing. */
  public static final LoopOptions NONE = new LoopOptions(0, false);

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
