package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels that are one vector wide: {@code C += A B} for tiles of 6, 2 or 1 rows, with the
 * tile in registers. Element (row, k) of A is {@code a[aAt + row aRow + k aStep]}, so that A and
 * its transpose are read by the same code.
 *
 * <p>For the class comparisons see {@link Lanes#EXACT}; they cost nothing.
 */
final class Tile1 {
  private Tile1() {}

  /** {@code C (rows, 1 LANES) += A (rows, depth) B (depth, 1 LANES)}. */
  static void multiply(
      int rows,
      int depth,
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
    int row = 0;
    for (; row + 6 <= rows; row += 6) {
      rows6(depth, a, aAt + row * aRow, aRow, aStep, b, bAt, bStep, c, cAt + row * cRow, cRow);
    }
    for (; row + 2 <= rows; row += 2) {
      rows2(depth, a, aAt + row * aRow, aRow, aStep, b, bAt, bStep, c, cAt + row * cRow, cRow);
    }
    if (row < rows) {
      rows1(depth, a, aAt + row * aRow, aStep, b, bAt, bStep, c, cAt + row * cRow);
    }
  }

  private static void rows6(
      int depth,
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
    int c1 = cAt + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    int c4 = c3 + cRow;
    int c5 = c4 + cRow;
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    FloatVector c20 = FloatVector.fromArray(S, c, c2);
    FloatVector c30 = FloatVector.fromArray(S, c, c3);
    FloatVector c40 = FloatVector.fromArray(S, c, c4);
    FloatVector c50 = FloatVector.fromArray(S, c, c5);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      if (b0.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      if (c10.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + aRow]);
      c10 = a1.fma(b0, c10);
      if (c20.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      if (c30.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      if (c40.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a4 = ZERO.broadcast(a[at + 4 * aRow]);
      c40 = a4.fma(b0, c40);
      if (c50.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a5 = ZERO.broadcast(a[at + 5 * aRow]);
      c50 = a5.fma(b0, c50);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    if (c10.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c10.intoArray(c, c1);
    if (c20.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c20.intoArray(c, c2);
    if (c30.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c30.intoArray(c, c3);
    if (c40.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c40.intoArray(c, c4);
    if (c50.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c50.intoArray(c, c5);
  }

  private static void rows2(
      int depth,
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
    int c1 = cAt + cRow;
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      if (b0.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      if (c10.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + aRow]);
      c10 = a1.fma(b0, c10);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    if (c10.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c10.intoArray(c, c1);
  }

  private static void rows1(
      int depth, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt) {
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      if (b0.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
  }
}
