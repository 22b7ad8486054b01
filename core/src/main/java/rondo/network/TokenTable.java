package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.parallel.Parallel;

/** One row of a matrix for each token: looked up for the rows of a batch, and the way back. */
final class TokenTable {
  private static final int CLEARED = 16; // rows that a thread clears, at least

  private final int tokens;
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix rows; // (V, columns)
  private final Matrix sum; // (V, columns)

  TokenTable(int tokens, int columns, Kernels kernels, Parallel parallel) {
    this.tokens = tokens;
    this.kernels = kernels;
    this.parallel = parallel;
    this.rows = new Matrix(columns);
    this.sum = new Matrix(columns);
  }

  /** The rows (V, columns), to be filled. */
  Matrix rows() {
    rows.reserve(tokens);
    return rows;
  }

  /** Row r of {@code to} becomes that of the token in row r of the batch. */
  void gather(Batch batch, Matrix to) {
    parallel.split(
        batch.rows(),
        1,
        (from, until) -> {
          for (int row = from; row < until; row++) {
            System.arraycopy(
                rows.data(), rows.at(batch.tokens[row]), to.data(), to.at(row), to.stride());
          }
        });
  }

  /** For each token the sum (V, columns) of the rows of {@code dy} where the batch has it. */
  Matrix scatter(Batch batch, Matrix dy) {
    sum.reserve(tokens);
    parallel.split(tokens, CLEARED, (from, to) -> sum.clear(from, to - from));
    scatter(batch, dy, dy.stride(), sum.data(), sum.at(0), sum.stride(), kernels, parallel);
    return sum;
  }

  /**
   * Adds the first {@code columns} numbers of each row of {@code dy} to the row of its token in
   * {@code to}, which has {@code stride} numbers a row from {@code offset} on.
   */
  static void scatter(
      Batch batch,
      Matrix dy,
      int columns,
      float[] to,
      int offset,
      int stride,
      Kernels kernels,
      Parallel parallel) {
    // Split over columns: every sum is over all rows in order, whatever the number of threads.
    parallel.split(
        columns,
        Layout.LANES,
        (from, until) -> {
          for (int row = 0; row < batch.rows(); row++) {
            int at = offset + batch.tokens[row] * stride + from;
            kernels.elementwise().add(dy.data(), dy.at(row) + from, to, at, until - from);
          }
        });
  }
}
