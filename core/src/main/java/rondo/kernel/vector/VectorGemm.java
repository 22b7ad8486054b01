package rondo.kernel.vector;

import static rondo.kernel.PackedMatrix.PANEL;
import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
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

  /** Rows of B that {@code multiplyTransposed} packs at once. */
  private static final int BLOCK = 192;

  /** Columns of B that {@code multiplyTransposed} packs at once. */
  private static final int COLUMNS = 512;

  /** With fewer rows in the result, packing costs more than it saves. */
  private static final int FEW = 12;

  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[BLOCK * COLUMNS]);

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
    int panels = Math.max(1, CACHED / Math.max(1, b.rows() * PANEL));
    for (int first = 0; first < b.panels(); first += panels) {
      int end = Math.min(b.panels(), first + panels);
      int height;
      for (int row = 0; row < rows; row += height) {
        height = Lanes.tileHeight(rows - row);
        int aAt = aOffset + row * aStride;
        int cAt = cOffset + row * cStride;
        for (int panel = first; panel < end; panel++) {
          multiplyPanel(height, a, aAt, aStride, b, panel, c, cAt + panel * PANEL, cStride);
        }
      }
    }
  }

  private static void multiplyPanel(
      int rows,
      float[] a,
      int aAt,
      int aStride,
      PackedMatrix b,
      int panel,
      float[] c,
      int cAt,
      int cStride) {
    int width = b.panelWidth(panel);
    int bAt = b.panelOffset(panel);
    int j = 0;
    for (; j + 2 * LANES <= width; j += 2 * LANES) {
      Tile2.multiply(
          rows, b.rows(), a, aAt, aStride, b.data(), bAt + j, width, c, cAt + j, cStride);
    }
    if (j < width) {
      Tile1.multiply(
          rows, b.rows(), a, aAt, aStride, b.data(), bAt + j, width, c, cAt + j, cStride);
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
    for (int from = 0; from < n; from += COLUMNS) {
      int columns = Math.min(COLUMNS, n - from);
      for (int k = 0; k < depth; k += BLOCK) {
        int block = Math.min(BLOCK, depth - k);
        pack(b, bOffset + k * bStride + from, bStride, block, columns, packed);
        int height;
        for (int row = 0; row < m; row += height) {
          height = Lanes.tileHeight(m - row);
          int aAt = aOffset + k * aStride + row;
          int cAt = cOffset + row * cStride + from;
          for (int j = 0; j < columns; j += PANEL) {
            int width = Math.min(PANEL, columns - j);
            transposed(
                height, block, width, a, aAt, aStride, packed, j * block, width, c, cAt + j,
                cStride);
          }
        }
      }
    }
  }

  /** Copies a block of B into panels, vector by vector: a call for each would cost more. */
  private static void pack(float[] b, int bAt, int bStride, int rows, int columns, float[] packed) {
    int whole = columns / PANEL * PANEL;
    for (int row = 0; row < rows; row++) {
      int from = bAt + row * bStride;
      int to = row * PANEL;
      for (int j = 0; j < whole; j += PANEL, to += PANEL * rows) {
        for (int i = 0; i < PANEL; i += LANES) {
          FloatVector v = FloatVector.fromArray(S, b, from + j + i);
          if (v.getClass() != EXACT) {
            throw Lanes.mixedShapes();
          }
          v.intoArray(packed, to + i);
        }
      }
      int rest = columns - whole;
      System.arraycopy(b, from + whole, packed, whole * rows + row * rest, rest);
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
