package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels that are two vectors wide: {@code C += A B} for tiles of 6, 2 or 1 rows, with the
 * tile in registers. Element (row, k) of A is {@code a[aAt + row aRow + k aStep]}, so that A and
 * its transpose are read by the same code.
 *
 * <p>For the class comparisons see {@link Lanes#EXACT}; they cost nothing.
 */
final class Tile2 {
  private Tile2() {}

  /** {@code C (rows, 2 LANES) += A (rows, depth) B (depth, 2 LANES)}. */
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
    FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    FloatVector c11 = FloatVector.fromArray(S, c, c1 + LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, c2);
    FloatVector c21 = FloatVector.fromArray(S, c, c2 + LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, c3);
    FloatVector c31 = FloatVector.fromArray(S, c, c3 + LANES);
    FloatVector c40 = FloatVector.fromArray(S, c, c4);
    FloatVector c41 = FloatVector.fromArray(S, c, c4 + LANES);
    FloatVector c50 = FloatVector.fromArray(S, c, c5);
    FloatVector c51 = FloatVector.fromArray(S, c, c5 + LANES);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      FloatVector b1 = FloatVector.fromArray(S, b, bk + LANES);
      if (b0.getClass() != EXACT || b1.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      if (c10.getClass() != EXACT || c11.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      if (c20.getClass() != EXACT || c21.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      if (c30.getClass() != EXACT || c31.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      if (c40.getClass() != EXACT || c41.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a4 = ZERO.broadcast(a[at + 4 * aRow]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      if (c50.getClass() != EXACT || c51.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a5 = ZERO.broadcast(a[at + 5 * aRow]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    if (c10.getClass() != EXACT || c11.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    if (c20.getClass() != EXACT || c21.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + LANES);
    if (c30.getClass() != EXACT || c31.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + LANES);
    if (c40.getClass() != EXACT || c41.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + LANES);
    if (c50.getClass() != EXACT || c51.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
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
    FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    FloatVector c11 = FloatVector.fromArray(S, c, c1 + LANES);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      FloatVector b1 = FloatVector.fromArray(S, b, bk + LANES);
      if (b0.getClass() != EXACT || b1.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      if (c10.getClass() != EXACT || c11.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    if (c10.getClass() != EXACT || c11.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
  }

  private static void rows1(
      int depth, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt) {
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      FloatVector b1 = FloatVector.fromArray(S, b, bk + LANES);
      if (b0.getClass() != EXACT || b1.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
  }
}
