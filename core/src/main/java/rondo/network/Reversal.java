package rondo.network;

import rondo.data.Batch;
import rondo.parallel.Parallel;

/**
 * The rows of a batch with each sequence from its own end: time t of a sequence of length L changes
 * places with time L - 1 - t. Lengths stay, so the reversed rows are those of the same ragged
 * layout, and reversing twice changes nothing.
 */
final class Reversal {
  private final Parallel parallel;
  private int[] rows = new int[0]; // (R)

  Reversal(Parallel parallel) {
    this.parallel = parallel;
  }

  /** Becomes that of a batch. */
  void set(Batch batch) {
    if (rows.length < batch.rows()) {
      rows = new int[batch.rows()];
    }
    int length = batch.timeSteps();
    for (int b = 0; b < batch.batchSize(); b++) {
      while (batch.activeRows(length - 1) <= b) { // longest first
        length--;
      }
      for (int t = 0; t < length; t++) {
        rows[batch.rowOffset(t) + b] = batch.rowOffset(length - 1 - t) + b;
      }
    }
  }

  /** The row that changes places with {@code row}. */
  int row(int row) {
    return rows[row];
  }

  /** Row r of {@code to} becomes row {@link #row} of {@code from}, for {@code count} rows. */
  void copy(Matrix from, Matrix to, int count) {
    parallel.split(
        count,
        1,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            from.copyRows(rows[row], to, row, 1);
          }
        });
  }
}
