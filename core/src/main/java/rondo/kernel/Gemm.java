package rondo.kernel;

/**
 * Matrix products. Every output is {@code c = fma(a_k, b_k, c)} for k = 0, 1, 2, ... in that order,
 * one rounding a step: the same bits from every implementation, lane width, tiling and split of the
 * outputs.
 *
 * <p>Single-threaded: callers split the rows or columns of the result over threads. Sizes are the
 * caller's responsibility.
 */
public interface Gemm {
  /**
   * {@code C (rows, N) += A (rows, K) B (K, N)}, the columns {@code from} to {@code to} - 1 of it.
   *
   * @param a row-major with {@code aStride} floats a row, from {@code aOffset}; K = {@code
   *     b.rows()}
   * @param from a multiple of {@link Layout#LANES}, as {@code to}
   * @param c row-major with {@code cStride >= b.columns()} floats a row, column 0 at {@code
   *     cOffset}; N = {@code b.columns()}
   */
  void multiply(
      float[] a,
      int aOffset,
      int aStride,
      int rows,
      PackedMatrix b,
      int from,
      int to,
      float[] c,
      int cOffset,
      int cStride);

  /** {@code C (rows, N) += A (rows, K) B (K, N)}, all columns. */
  default void multiply(
      float[] a,
      int aOffset,
      int aStride,
      int rows,
      PackedMatrix b,
      float[] c,
      int cOffset,
      int cStride) {
    multiply(a, aOffset, aStride, rows, b, 0, b.columns(), c, cOffset, cStride);
  }

  /**
   * {@code C (m, n) += A^T B} summed over {@code depth} rows, where {@code A (depth, m)} and {@code
   * B (depth, n)} are row-major: the gradient of a weight matrix over all time steps.
   *
   * @param n a multiple of {@link Layout#LANES}
   */
  void multiplyTransposed(
      float[] a,
      int aOffset,
      int aStride,
      float[] b,
      int bOffset,
      int bStride,
      int depth,
      int m,
      int n,
      float[] c,
      int cOffset,
      int cStride);
}
