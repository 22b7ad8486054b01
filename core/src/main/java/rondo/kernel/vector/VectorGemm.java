package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.LANES;

import rondo.kernel.Gemm;
import rondo.kernel.PackedMatrix;

/** {@link Gemm} on vectors along the columns: the order of the sums is that of the scalar twin. */
final class VectorGemm implements Gemm {
  /** Rows of B that are packed at once: a panel of them fits in the first-level cache. */
  private static final int BLOCK = 192;

  /** With fewer rows in the result, packing costs more than it saves. */
  private static final int FEW = 12;

  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[BLOCK * PackedMatrix.PANEL]);

  @Override
  public void multiply(
      float[] a,
      int aOffset,
      int aStride,
      int rows,
      PackedMatrix b,
      float[] c,
      int cOffset,
      int cStride) {
    for (int panel = 0; panel < b.panels(); panel++) {
      int width = b.panelWidth(panel);
      int bAt = b.panelOffset(panel);
      int cAt = cOffset + panel * PackedMatrix.PANEL;
      int j = 0;
      for (; j + 2 * LANES <= width; j += 2 * LANES) {
        Tile2.multiply(
            rows, b.rows(), a, aOffset, aStride, b.data(), bAt + j, width, c, cAt + j, cStride);
      }
      if (j < width) {
        Tile1.multiply(
            rows, b.rows(), a, aOffset, aStride, b.data(), bAt + j, width, c, cAt + j, cStride);
      }
    }
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
    if (m <= FEW) {
      transposed(m, depth, n, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride);
      return;
    }
    float[] packed = SCRATCH.get();
    for (int k = 0; k < depth; k += BLOCK) {
      int block = Math.min(BLOCK, depth - k);
      int aBlock = aOffset + k * aStride;
      for (int column = 0; column < n; column += PackedMatrix.PANEL) {
        int width = Math.min(PackedMatrix.PANEL, n - column);
        int from = bOffset + k * bStride + column;
        for (int row = 0; row < block; row++) {
          System.arraycopy(b, from + row * bStride, packed, row * width, width);
        }
        transposed(
            m, block, width, a, aBlock, aStride, packed, 0, width, c, cOffset + column, cStride);
      }
    }
  }

  /** {@code C (rows, columns) += A^T B}, strip after strip as wide as a tile. */
  private static void transposed(
      int rows,
      int depth,
      int columns,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int j = 0;
    for (; j + 2 * LANES <= columns; j += 2 * LANES) {
      TransposedTile2.multiply(
          rows, depth, a, aAt, aStride, b, bAt + j, bStride, c, cAt + j, cStride);
    }
    if (j < columns) {
      TransposedTile1.multiply(
          rows, depth, a, aAt, aStride, b, bAt + j, bStride, c, cAt + j, cStride);
    }
  }
}
