package rondo.loss;

import rondo.data.Batch;
import rondo.error.ExitCode;
import rondo.error.RondoException;
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

    /** Target values that an output row has; 0 if its target is a class. */
    int targets(Matrix outputs);
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
    if (!Double.isFinite(sum)) { // looked for only here: it costs nothing where all is well
      requireFinite(batch, rowLoss.targets(outputs), first, rows);
    }
    return sum;
  }

  /** Outputs that are not finite are the training's fault, targets that are not the data's. */
  private static void requireFinite(Batch batch, int targets, int first, int rows) {
    for (int i = first * targets; i < (first + rows) * targets; i++) {
      if (!Float.isFinite(batch.targetValues[i])) {
        throw new RondoException(
            ExitCode.BAD_DATA,
            "Target value "
                + i % targets
                + " of output row "
                + i / targets
                + " of a batch is "
                + batch.targetValues[i]
                + ", expected a finite number; drop the rows that lack a target, or fill them in");
      }
    }
  }

  /**
   * @param size values that each output row must have
   */
  static void requireValues(Batch batch, int size) {
    int expected = batch.outputCount() * size;
    int got = batch.targetValues == null ? 0 : batch.targetValues.length;
    if (got != expected) {
      throw new IllegalArgumentException(
          "target values: got " + got + ", expected " + batch.outputCount() + " rows of " + size);
    }
  }
}
