package rondo.loss;

import rondo.data.Batch;
import rondo.network.Matrix;
import rondo.parallel.Parallel;

/** A loss that is a sum over rows: rows go to threads, their losses are added in order of rows. */
final class RowLoss implements Loss {
  /** The loss of one row. */
  interface Row {
    /**
     * Loss of one row; its outputs are replaced by the gradient.
     *
     * @param at row of {@code outputs}
     * @param row output row of the batch
     */
    double apply(Matrix outputs, int at, Batch batch, int row);

    /** Throws if the batch lacks what this loss needs at {@code rows} output rows. */
    void check(Matrix outputs, Batch batch, int first, int rows);
  }

  private final Row rowLoss;
  private final Parallel parallel;
  private double[] losses = new double[0];

  RowLoss(Row rowLoss, Parallel parallel) {
    this.rowLoss = rowLoss;
    this.parallel = parallel;
  }

  @Override
  public double apply(Matrix outputs, Batch batch, int first, int rows) {
    rowLoss.check(outputs, batch, first, rows);
    if (losses.length < rows) {
      losses = new double[rows];
    }
    parallel.split(
        rows,
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            losses[row] = rowLoss.apply(outputs, row, batch, first + row);
          }
        });
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += losses[row];
    }
    return sum;
  }

  static void requireValues(Matrix outputs, Batch batch) {
    int expected = batch.outputCount() * outputs.width();
    int got = batch.targetValues == null ? 0 : batch.targetValues.length;
    if (got != expected) {
      throw new IllegalArgumentException(
          "target values: got "
              + got
              + ", expected "
              + batch.outputCount()
              + " rows of "
              + outputs.width());
    }
  }
}
