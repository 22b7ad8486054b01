package rondo.network;

import rondo.data.Batch;
import rondo.parallel.Parallel;

/**
 * A layer of two halves (Schuster and Paliwal 1997): one reads each sequence from its beginning,
 * the other one from its end. At each time step their states are put out one after the other. Such
 * a layer needs whole sequences: there is no state to go on from.
 */
final class Bidirectional implements Layer {
  /** Between the places of the random numbers of both halves. */
  private static final int REVERSE_PLACE = 1 << 18;

  private final Recurrent forward;
  private final Recurrent backward; // its rows are those of the reversed batch
  private final Reversal reversal;
  private final Parallel parallel;
  private final int units; // of a half
  private final Matrix output; // (R, 2 units)
  private final Matrix dOutput;

  /**
   * @param backward reads the batch through {@code reversal}
   */
  Bidirectional(Recurrent forward, Recurrent backward, Reversal reversal, Parallel parallel) {
    this.forward = forward;
    this.backward = backward;
    this.reversal = reversal;
    this.parallel = parallel;
    this.units = forward.output().width();
    this.output = new Matrix(2 * units);
    this.dOutput = new Matrix(2 * units);
  }

  @Override
  public void prepare(float[] parameters) {
    forward.prepare(parameters);
    backward.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Pass pass, int place) {
    if (batch.carriesState) {
      throw new IllegalArgumentException(
          "batch: got one that goes on where another ended, expected whole sequences for a"
              + " bidirectional layer");
    }
    reversal.set(batch);
    forward.forward(batch, pass, place);
    backward.forward(batch, pass, place + REVERSE_PLACE);
    output.reserve(batch.rows());
    dOutput.reserve(batch.rows());
    join(batch, forward.output(), backward.output(), output);
    parallel.split(batch.rows(), 1, (from, to) -> dOutput.clear(from, to - from));
  }

  /** Rows of both halves, side by side in order of time. */
  private void join(Batch batch, Matrix left, Matrix right, Matrix to) {
    int leftFirst = forward.first(batch);
    int rightFirst = backward.first(batch);
    parallel.split(
        batch.rows(),
        1,
        (from, end) -> {
          for (int row = from; row < end; row++) {
            int at = to.at(row);
            int rightRow = rightFirst + reversal.row(row);
            System.arraycopy(left.data(), left.at(leftFirst + row), to.data(), at, units);
            System.arraycopy(right.data(), right.at(rightRow), to.data(), at + units, units);
          }
        });
  }

  @Override
  public void backward(Batch batch, float[] gradient) {
    Matrix left = forward.dOutput();
    Matrix right = backward.dOutput();
    int leftFirst = forward.first(batch);
    int rightFirst = backward.first(batch);
    parallel.split(
        batch.rows(),
        1,
        (from, end) -> {
          for (int row = from; row < end; row++) {
            int at = dOutput.at(row);
            int rightRow = rightFirst + reversal.row(row);
            System.arraycopy(dOutput.data(), at, left.data(), left.at(leftFirst + row), units);
            System.arraycopy(dOutput.data(), at + units, right.data(), right.at(rightRow), units);
          }
        });
    forward.backward(batch, gradient);
    backward.backward(batch, gradient);
  }

  @Override
  public void copyHiddenGradient(Batch batch, Matrix to) {
    to.reserve(batch.rows());
    join(batch, forward.dOutput(), backward.dOutput(), to);
  }

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix dOutput() {
    return dOutput;
  }
}
