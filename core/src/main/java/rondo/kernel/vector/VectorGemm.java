package rondo.kernel.vector;

import static rondo.kernel.PackedMatrix.PANEL;
import static rondo.kernel.vector.Lanes.LANES;

import rondo.kernel.Gemm;
import rondo.kernel.PackedMatrix;

/**
 * {@link Gemm} on vectors along the columns: the order of the sums is that of the scalar twin.
 *
 * <p>A row of tiles is finished before the next begins, as far as the panels of B that it meets fit
 * in the second-level cache together. Memory is then walked along the rows of C, where the hardware
 * fetches ahead.
 */
final class VectorGemm implements Gemm {
  /** Floats of B that may take part in a row of tiles: 256 KiB. */
  private static final int CACHED = 1 << 16;

  /** Rows of B that are met at once: a panel of them is as large as what may be cached. */
  private static final int DEPTH = CACHED / PANEL;

  private final TransposedGemm transposed = new TransposedGemm();

  @Override
  public void multiply(
      float[] a,
      int aOffset,
      int aStride,
      int rows,
      PackedMatrix b,
      int from,
      int to,
      float[] c,
      int cOffset,
      int cStride) {
    int blocks = (b.rows() + DEPTH - 1) / DEPTH;
    for (int block = 0; block < blocks; block++) {
      int k = (int) ((long) b.rows() * block / blocks);
      int depth = (int) ((long) b.rows() * (block + 1) / blocks) - k;
      int panels = CACHED / (depth * PANEL);
      for (int left = from; left < to; ) {
        int right = Math.min(to, left / PANEL * PANEL + panels * PANEL);
        multiplyBlock(a, aOffset + k, aStride, rows, b, k, depth, left, right, c, cOffset, cStride);
        left = right;
      }
    }
  }

  /** What {@code depth} rows of B from {@code k} on make of the columns left to right - 1. */
  private static void multiplyBlock(
      float[] a,
      int aOffset,
      int aStride,
      int rows,
      PackedMatrix b,
      int k,
      int depth,
      int left,
      int right,
      float[] c,
      int cOffset,
      int cStride) {
    int height;
    for (int row = 0; row < rows; row += height) {
      height = Tile2.height(rows - row);
      int aAt = aOffset + row * aStride;
      int cAt = cOffset + row * cStride;
      int end;
      for (int from = left; from < right; from = end) {
        end = panelEnd(from, right);
        int width = b.panelWidth(from / PANEL);
        int bAt = at(b, k, from);
        for (int j = from; j + 2 * LANES <= end; j += 2 * LANES) {
          Tile2.multiply(
              height, depth, a, aAt, aStride, b.data(), bAt + j - from, width, c, cAt + j, cStride);
        }
      }
    }
    int end;
    for (int from = left; from < right; from = end) {
      end = panelEnd(from, right);
      if ((end - from) % (2 * LANES) > 0) {
        int width = b.panelWidth(from / PANEL);
        int rest = end - LANES;
        Tile1.multiply(
            rows,
            depth,
            a,
            aOffset,
            aStride,
            b.data(),
            at(b, k, rest),
            width,
            c,
            cOffset + rest,
            cStride);
      }
    }
  }

  private static int panelEnd(int from, int right) {
    return Math.min(right, (from / PANEL + 1) * PANEL);
  }

  /** Where row {@code k}, column {@code column} of B is. */
  private static int at(PackedMatrix b, int k, int column) {
    int panel = column / PANEL;
    return b.panelOffset(panel) + k * b.panelWidth(panel) + column - panel * PANEL;
  }

  @Override
  public void multiplyTransposed(
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
      int cStride) {
    transposed.multiply(a, aOffset, aStride, b, bOffset, bStride, depth, m, n, c, cOffset, cStride);
  }
}
