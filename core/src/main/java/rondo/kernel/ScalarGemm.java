package rondo.kernel;

import static rondo.kernel.PackedMatrix.PANEL;

/** The readable reference of {@link Gemm}: one row, one k, then along the columns. */
public final class ScalarGemm implements Gemm {
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
    for (int panel = from / PANEL; panel * PANEL < to; panel++) {
      int left = Math.max(from - panel * PANEL, 0);
      int right = Math.min(to - panel * PANEL, b.panelWidth(panel));
      int bAt = b.panelOffset(panel) + left;
      int cAt = cOffset + panel * PANEL + left;
      for (int row = 0; row < rows; row++) {
        for (int k = 0; k < b.rows(); k++) {
          float factor = a[aOffset + row * aStride + k];
          int bRow = bAt + k * b.panelWidth(panel);
          multiplyAdd(factor, b.data(), bRow, c, cAt + row * cStride, right - left);
        }
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
    for (int k = 0; k < depth; k++) {
      for (int row = 0; row < m; row++) {
        float factor = a[aOffset + k * aStride + row];
        multiplyAdd(factor, b, bOffset + k * bStride, c, cOffset + row * cStride, n);
      }
    }
  }

  private static void multiplyAdd(
      float factor, float[] b, int bOffset, float[] c, int cOffset, int size) {
    for (int j = 0; j < size; j++) {
      c[cOffset + j] = Math.fma(factor, b[bOffset + j], c[cOffset + j]);
    }
  }
}
