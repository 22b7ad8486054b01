package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/** {@link Tile1} with the transpose of A: the elements of a column of tiles lie side by side. */
final class TransposedTile1 {
  private TransposedTile1() {}

  /** {@code C (rows, LANES) += A^T B} with A (depth, rows), B (depth, LANES), row-major. */
  static void multiply(
      int rows,
      int depth,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int row = 0;
    while (row < rows) {
      int height = Lanes.tileHeight(rows - row);
      int from = aAt + row;
      int to = cAt + row * cStride;
      if (height == 6) {
        rows6(depth, a, from, aStride, b, bAt, bStride, c, to, cStride);
      } else if (height == 4) {
        rows4(depth, a, from, aStride, b, bAt, bStride, c, to, cStride);
      } else {
        rows1(depth, a, from, aStride, b, bAt, bStride, c, to);
      }
      row += height;
    }
  }

  private static void rows6(
      int depth,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    FloatVector sum0 = FloatVector.fromArray(S, c, cAt);
    FloatVector sum1 = FloatVector.fromArray(S, c, c1);
    FloatVector sum2 = FloatVector.fromArray(S, c, c2);
    FloatVector sum3 = FloatVector.fromArray(S, c, c3);
    FloatVector sum4 = FloatVector.fromArray(S, c, c4);
    FloatVector sum5 = FloatVector.fromArray(S, c, c5);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector bRow = FloatVector.fromArray(S, b, bk);
      if (bRow.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (sum0.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      sum0 = a0.fma(bRow, sum0);
      if (sum1.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + 1]);
      sum1 = a1.fma(bRow, sum1);
      if (sum2.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at + 2]);
      sum2 = a2.fma(bRow, sum2);
      if (sum3.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at + 3]);
      sum3 = a3.fma(bRow, sum3);
      if (sum4.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a4 = ZERO.broadcast(a[at + 4]);
      sum4 = a4.fma(bRow, sum4);
      if (sum5.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a5 = ZERO.broadcast(a[at + 5]);
      sum5 = a5.fma(bRow, sum5);
      at += aStride;
      bk += bStride;
    }
    if (sum0.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum0.intoArray(c, cAt);
    if (sum1.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum1.intoArray(c, c1);
    if (sum2.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum2.intoArray(c, c2);
    if (sum3.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum3.intoArray(c, c3);
    if (sum4.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum4.intoArray(c, c4);
    if (sum5.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum5.intoArray(c, c5);
  }

  private static void rows4(
      int depth,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int c1 = cAt + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    FloatVector sum0 = FloatVector.fromArray(S, c, cAt);
    FloatVector sum1 = FloatVector.fromArray(S, c, c1);
    FloatVector sum2 = FloatVector.fromArray(S, c, c2);
    FloatVector sum3 = FloatVector.fromArray(S, c, c3);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector bRow = FloatVector.fromArray(S, b, bk);
      if (bRow.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (sum0.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      sum0 = a0.fma(bRow, sum0);
      if (sum1.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + 1]);
      sum1 = a1.fma(bRow, sum1);
      if (sum2.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at + 2]);
      sum2 = a2.fma(bRow, sum2);
      if (sum3.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at + 3]);
      sum3 = a3.fma(bRow, sum3);
      at += aStride;
      bk += bStride;
    }
    if (sum0.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum0.intoArray(c, cAt);
    if (sum1.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum1.intoArray(c, c1);
    if (sum2.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum2.intoArray(c, c2);
    if (sum3.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum3.intoArray(c, c3);
  }

  private static void rows1(
      int depth,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt) {
    FloatVector sum0 = FloatVector.fromArray(S, c, cAt);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector bRow = FloatVector.fromArray(S, b, bk);
      if (bRow.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (sum0.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      sum0 = a0.fma(bRow, sum0);
      at += aStride;
      bk += bStride;
    }
    if (sum0.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    sum0.intoArray(c, cAt);
  }
}
