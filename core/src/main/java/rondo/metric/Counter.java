package rondo.metric;

import rondo.network.Matrix;

/**
 * Counts the outputs of one batch. What the model does not have is never handed over.
 *
 * <p>Thread use: one thread.
 */
public interface Counter {
  /**
   * Takes outputs at time steps, which it does not change; blocks come in order and cover every
   * output row once.
   *
   * @param outputs its first {@code rows} rows are the output rows of the batch from {@code first}
   *     on
   */
  default void steps(Matrix outputs, int first, int rows) {
    throw new UnsupportedOperationException(getClass() + " takes no outputs at time steps");
  }

  /**
   * Takes the classes that a model chose itself, in place of {@link #steps}: tags that a
   * conditional random field has decoded.
   *
   * @param classes [0, rows) are those of the output rows from {@code first} on
   */
  default void classes(int[] classes, int first, int rows) {
    throw new UnsupportedOperationException(getClass() + " takes no classes");
  }

  /**
   * Takes outputs of whole sequences, likewise.
   *
   * @param outputs its first {@code rows} rows are the sequences of the batch from {@code first} on
   */
  default void sequences(Matrix outputs, int first, int rows) {
    throw new UnsupportedOperationException(getClass() + " takes no outputs of sequences");
  }

  /** Takes the loss of the outputs of the batch, their sum in the units of the loss. */
  default void loss(double sum) {}

  /** The batch is through. */
  default void end() {}
}
