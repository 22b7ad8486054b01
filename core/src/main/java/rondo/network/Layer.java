package rondo.network;

import rondo.data.Batch;

/**
 * One layer of the stack, at work on all time steps of a batch: {@link Recurrent} reads sequences
 * from their beginning, {@link Bidirectional} from both ends.
 */
interface Layer extends Source {
  /** Takes its parameters from the flat array; once an update. */
  void prepare(float[] parameters);

  /**
   * All time steps forward; clears {@link #dOutput}.
   *
   * @param place tells its random numbers from those of other parts of the network
   * @throws IllegalStateException if the batch carries state on and none is there
   */
  void forward(Batch batch, Pass pass, int place);

  /**
   * All time steps backward, from {@link #dOutput}; adds to {@code gradient} and to what is below.
   */
  void backward(Batch batch, float[] gradient);

  /**
   * Copies dLoss/dh, which after {@link #backward} has all that came back through time, to rows 0
   * to R - 1 of {@code to}, which is as wide as {@link #output}.
   */
  default void copyHiddenGradient(Batch batch, Matrix to) {
    to.reserve(batch.rows());
    dOutput().copyRows(first(batch), to, 0, batch.rows());
  }
}
