package rondo.network;

import rondo.data.Batch;

/**
 * {@link InputProjection} for a layer that reads each sequence from its end. What is below stays in
 * order of time, whatever it is: only the sums are put the other way around.
 */
final class ReversedProjection implements InputProjection {
  private final InputProjection projection;
  private final Reversal reversal;
  private final Matrix ordered; // (R, gates x U): in order of time

  /**
   * @param reversal of the batch at work
   * @param columns gates x U
   */
  ReversedProjection(InputProjection projection, Reversal reversal, int columns) {
    this.projection = projection;
    this.reversal = reversal;
    this.ordered = new Matrix(columns);
  }

  @Override
  public void prepare(float[] parameters) {
    projection.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    ordered.reserve(batch.rows());
    projection.forward(batch, ordered);
    reversal.copy(ordered, gates, batch.rows());
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    reversal.copy(dGates, ordered, batch.rows());
    projection.backward(batch, ordered, gradient);
  }
}
