package rondo.kernel.vector;

import static rondo.kernel.PackedMatrix.PANEL;
import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@code C += A^T B} over many rows of A and B: {@link rondo.kernel.Gemm#multiplyTransposed}.
 *
 * <p>The rows of B are as long as all gates together and A is read across its rows, so neither
 * could be kept in the first-level cache as it lies. Blocks of both are copied in the order in
 * which the tiles read them, those of A only where a number is used often enough.
 */
final class TransposedGemm {
  /**
   * Rows of A and B that are copied at once, at most. C is read and written once a block, and is
   * mostly larger than the second-level cache: fewer blocks are worth more than a strip of B that
   * fits into the first-level cache.
   */
  private static final int BLOCK = 768;

  /** Columns of B that are copied at once; with {@link #BLOCK}, 384 KiB. */
  private static final int COLUMNS = 128;

  /** Columns of A, rows of C, that are copied at once; with {@link #BLOCK}, 1.5 MiB. */
  private static final int ROWS = 512;

  /** Columns of the result, so uses of a number of A, from which on A is copied. */
  private static final int WORTH_COPYING_A = 128;

  private static final int TILE = 6;

  /** Rows of A that are copied together. */
  private static final int NEAR = 8;

  /** With fewer rows in the result, copying costs more than it saves. */
  private static final int FEW = 12;

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  private static final class Scratch {
    final float[] a = new float[BLOCK * ROWS]; // tile after tile, each (BLOCK, height of the tile)
    final float[] b = new float[BLOCK * COLUMNS]; // panel after panel, each (BLOCK, PANEL)
  }

  void multiply(
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
      tiles(m, depth, n, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride);
      return;
    }
    Scratch packed = scratch.get();
    boolean copiesA = n >= WORTH_COPYING_A;
    int passes = (m + ROWS - 1) / ROWS;
    int most = Math.min(ROWS, ((m + passes - 1) / passes + TILE - 1) / TILE * TILE);
    int blocks = (depth + BLOCK - 1) / BLOCK;
    int deepest = (depth + blocks - 1) / Math.max(1, blocks);
    for (int k = 0; k < depth; k += deepest) {
      int block = Math.min(deepest, depth - k);
      for (int top = 0; top < m; top += most) {
        int rows = Math.min(most, m - top);
        int aAt = aOffset + k * aStride + top;
        if (copiesA) {
          packA(a, aAt, aStride, block, rows, packed.a);
        }
        for (int from = 0; from < n; from += COLUMNS) {
          int columns = Math.min(COLUMNS, n - from);
          packB(b, bOffset + k * bStride + from, bStride, block, columns, packed.b);
          int cAt = cOffset + top * cStride + from;
          if (copiesA) {
            multiplyBlock(packed.a, 0, 0, packed.b, block, rows, columns, c, cAt, cStride);
          } else {
            multiplyBlock(a, aAt, aStride, packed.b, block, rows, columns, c, cAt, cStride);
          }
        }
      }
    }
  }

  /**
   * A row of tiles after the other, as in {@link VectorGemm}.
   *
   * @param aStride 0 if A is copied: tile after tile
   */
  private static void multiplyBlock(
      float[] a,
      int aAt,
      int aStride,
      float[] packedB,
      int block,
      int rows,
      int columns,
      float[] c,
      int cAt,
      int cStride) {
    int height;
    for (int row = 0; row < rows; row += height) {
      height = Lanes.tileHeight(rows - row);
      int from = aStride == 0 ? row * block : aAt + row;
      int stride = aStride == 0 ? height : aStride;
      for (int j = 0; j < columns; j += PANEL) {
        int width = Math.min(PANEL, columns - j);
        int at = cAt + row * cStride + j;
        tiles(height, block, width, a, from, stride, packedB, j * block, width, c, at, cStride);
      }
    }
  }

  /** Some rows at a time, so that what is next to a tile is still in the cache for the next one. */
  private static void packA(float[] a, int aAt, int aStride, int depth, int rows, float[] packed) {
    for (int top = 0; top < depth; top += NEAR) {
      int bottom = Math.min(depth, top + NEAR);
      int height;
      for (int row = 0; row < rows; row += height) {
        height = Lanes.tileHeight(rows - row);
        int from = aAt + row + top * aStride;
        int to = row * depth + top * height;
        for (int k = top; k < bottom; k++, from += aStride, to += height) {
          for (int i = 0; i < height; i++) {
            packed[to + i] = a[from + i];
          }
        }
      }
    }
  }

  /** Vector by vector: a call for each piece of a row would cost more. */
  private static void packB(
      float[] b, int bAt, int bStride, int depth, int columns, float[] packed) {
    int whole = columns / PANEL * PANEL;
    for (int k = 0; k < depth; k++) {
      int from = bAt + k * bStride;
      int to = k * PANEL;
      for (int j = 0; j < whole; j += PANEL, to += PANEL * depth) {
        for (int i = 0; i < PANEL; i += LANES) {
          FloatVector v = FloatVector.fromArray(S, b, from + j + i);
          if (v.getClass() != EXACT) {
            throw Lanes.mixedShapes();
          }
          v.intoArray(packed, to + i);
        }
      }
      int rest = columns - whole;
      System.arraycopy(b, from + whole, packed, whole * depth + k * rest, rest);
    }
  }

  /** {@code C (rows, columns) += A^T B}, strip after strip as wide as a tile. */
  private static void tiles(
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
