package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.LANES;

import rondo.kernel.Gemm;
import rondo.kernel.PackedMatrix;

/** {@link Gemm} on vectors along the columns: the order of the sums is that of the scalar twin. */
final class VectorGemm implements Gemm {
  /** Rows of B that are packed at once: a panel of them stays in the second-level cache. */
  private static final int BLOCK = 256;

  /** With fewer rows in the result, packing costs more than it saves. */
  private static final int FEW = 12;

  /** Four vectors a tile want 32 registers; 8 lanes (AVX2) come with 16. */
  private static final boolean WIDE = LANES != 8;

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
      strips(
          rows,
          b.rows(),
          width,
          a,
          aOffset,
          aStride,
          1,
          b.data(),
          b.panelOffset(panel),
          width,
          c,
          cOffset + panel * PackedMatrix.PANEL,
          cStride);
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
      strips(m, depth, n, a, aOffset, 1, aStride, b, bOffset, bStride, c, cOffset, cStride);
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
        strips(
            m, block, width, a, aBlock, 1, aStride, packed, 0, width, c, cOffset + column, cStride);
      }
    }
  }

  /** {@code C (rows, columns) += A B}, cut into strips as wide as a micro-kernel. */
  private static void strips(
      int rows,
      int depth,
      int columns,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] c,
      int cAt,
      int cRow) {
    int j = 0;
    if (WIDE) {
      for (; j + 4 * LANES <= columns; j += 4 * LANES) {
        Tile4.multiply(rows, depth, a, aAt, aRow, aStep, b, bAt + j, bStep, c, cAt + j, cRow);
      }
    }
    for (; j + 2 * LANES <= columns; j += 2 * LANES) {
      Tile2.multiply(rows, depth, a, aAt, aRow, aStep, b, bAt + j, bStep, c, cAt + j, cRow);
    }
    if (j < columns) {
      Tile1.multiply(rows, depth, a, aAt, aRow, aStep, b, bAt + j, bStep, c, cAt + j, cRow);
    }
  }
}
