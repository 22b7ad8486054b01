package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels that are four vectors wide: {@code C += A B} for tiles of 6, 2 or 1 rows, with the
 * tile in registers. Element (row, k) of A is {@code a[aAt + row aRow + k aStep]}, so that A and
 * its transpose are read by the same code.
 *
 * <p>For the class comparisons see {@link Lanes#EXACT}; they cost nothing.
 */
final class Tile4 {
  private Tile4() {}

  /** {@code C (rows, 4 LANES) += A (rows, depth) B (depth, 4 LANES)}. */
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
    FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    FloatVector c11 = FloatVector.fromArray(S, c, c1 + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, c1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, c1 + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, c2);
    FloatVector c21 = FloatVector.fromArray(S, c, c2 + LANES);
    FloatVector c22 = FloatVector.fromArray(S, c, c2 + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(S, c, c2 + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, c3);
    FloatVector c31 = FloatVector.fromArray(S, c, c3 + LANES);
    FloatVector c32 = FloatVector.fromArray(S, c, c3 + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(S, c, c3 + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(S, c, c4);
    FloatVector c41 = FloatVector.fromArray(S, c, c4 + LANES);
    FloatVector c42 = FloatVector.fromArray(S, c, c4 + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(S, c, c4 + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(S, c, c5);
    FloatVector c51 = FloatVector.fromArray(S, c, c5 + LANES);
    FloatVector c52 = FloatVector.fromArray(S, c, c5 + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(S, c, c5 + 3 * LANES);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      FloatVector b1 = FloatVector.fromArray(S, b, bk + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, bk + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, bk + 3 * LANES);
      if (b0.getClass() != EXACT
          || b1.getClass() != EXACT
          || b2.getClass() != EXACT
          || b3.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT
          || c01.getClass() != EXACT
          || c02.getClass() != EXACT
          || c03.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      if (c10.getClass() != EXACT
          || c11.getClass() != EXACT
          || c12.getClass() != EXACT
          || c13.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      if (c20.getClass() != EXACT
          || c21.getClass() != EXACT
          || c22.getClass() != EXACT
          || c23.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at + 2 * aRow]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      if (c30.getClass() != EXACT
          || c31.getClass() != EXACT
          || c32.getClass() != EXACT
          || c33.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at + 3 * aRow]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      if (c40.getClass() != EXACT
          || c41.getClass() != EXACT
          || c42.getClass() != EXACT
          || c43.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a4 = ZERO.broadcast(a[at + 4 * aRow]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      if (c50.getClass() != EXACT
          || c51.getClass() != EXACT
          || c52.getClass() != EXACT
          || c53.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a5 = ZERO.broadcast(a[at + 5 * aRow]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT
        || c01.getClass() != EXACT
        || c02.getClass() != EXACT
        || c03.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
    if (c10.getClass() != EXACT
        || c11.getClass() != EXACT
        || c12.getClass() != EXACT
        || c13.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c12.intoArray(c, c1 + 2 * LANES);
    c13.intoArray(c, c1 + 3 * LANES);
    if (c20.getClass() != EXACT
        || c21.getClass() != EXACT
        || c22.getClass() != EXACT
        || c23.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + LANES);
    c22.intoArray(c, c2 + 2 * LANES);
    c23.intoArray(c, c2 + 3 * LANES);
    if (c30.getClass() != EXACT
        || c31.getClass() != EXACT
        || c32.getClass() != EXACT
        || c33.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + LANES);
    c32.intoArray(c, c3 + 2 * LANES);
    c33.intoArray(c, c3 + 3 * LANES);
    if (c40.getClass() != EXACT
        || c41.getClass() != EXACT
        || c42.getClass() != EXACT
        || c43.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + LANES);
    c42.intoArray(c, c4 + 2 * LANES);
    c43.intoArray(c, c4 + 3 * LANES);
    if (c50.getClass() != EXACT
        || c51.getClass() != EXACT
        || c52.getClass() != EXACT
        || c53.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
    c52.intoArray(c, c5 + 2 * LANES);
    c53.intoArray(c, c5 + 3 * LANES);
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
    FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    FloatVector c11 = FloatVector.fromArray(S, c, c1 + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, c1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, c1 + 3 * LANES);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      FloatVector b1 = FloatVector.fromArray(S, b, bk + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, bk + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, bk + 3 * LANES);
      if (b0.getClass() != EXACT
          || b1.getClass() != EXACT
          || b2.getClass() != EXACT
          || b3.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT
          || c01.getClass() != EXACT
          || c02.getClass() != EXACT
          || c03.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      if (c10.getClass() != EXACT
          || c11.getClass() != EXACT
          || c12.getClass() != EXACT
          || c13.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT
        || c01.getClass() != EXACT
        || c02.getClass() != EXACT
        || c03.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
    if (c10.getClass() != EXACT
        || c11.getClass() != EXACT
        || c12.getClass() != EXACT
        || c13.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c12.intoArray(c, c1 + 2 * LANES);
    c13.intoArray(c, c1 + 3 * LANES);
  }

  private static void rows1(
      int depth, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] c, int cAt) {
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, cAt + 3 * LANES);
    int at = aAt;
    int bk = bAt;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bk);
      FloatVector b1 = FloatVector.fromArray(S, b, bk + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, bk + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, bk + 3 * LANES);
      if (b0.getClass() != EXACT
          || b1.getClass() != EXACT
          || b2.getClass() != EXACT
          || b3.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      if (c00.getClass() != EXACT
          || c01.getClass() != EXACT
          || c02.getClass() != EXACT
          || c03.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a0 = ZERO.broadcast(a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      at += aStep;
      bk += bStep;
    }
    if (c00.getClass() != EXACT
        || c01.getClass() != EXACT
        || c02.getClass() != EXACT
        || c03.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
  }
}
