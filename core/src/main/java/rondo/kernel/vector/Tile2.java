package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels for tiles of C that are two vectors wide and up to seven rows high, and stay in
 * registers while k runs. Eight sums hide the latency of fma, more of them use a row of B more
 * often; with 16 registers, as in AVX2, twelve sums fit, with 32 there could be more.
 *
 * <p>But taller or wider tiles are a trap: on JDK 17 the first compiler (C1) cannot profile a
 * method with more than some 18 sums ("out of virtual registers"), so that the second never gets to
 * compile it; and that one (C2) spills a sum in every step from 16 on. For the class comparisons
 * see {@link Lanes#EXACT}.
 */
final class Tile2 {
  /** Rows of the highest tile; seven rows need 17 registers, which AVX-512 has. */
  private static final int HIGHEST = LANES == 16 ? 7 : 6;

  /** Below, rows are taken one by one. */
  private static final int LOWEST = 4;

  private Tile2() {}

  /** How high the next tile is when {@code rows} are left: all about equal, the fewest of them. */
  static int height(int rows) {
    int tiles = (rows + HIGHEST - 1) / HIGHEST;
    if (tiles > 1 && tiles * LOWEST > rows) {
      return HIGHEST; // equal ones would be too low
    }
    int height = (rows + tiles - 1) / tiles;
    return height < LOWEST ? 1 : height;
  }

  /** {@code C (rows, 2 LANES) += A B} with A (rows, depth), B (depth, 2 LANES), row-major. */
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
      int height = height(rows - row);
      int from = aAt + row * aStride;
      int to = cAt + row * cStride;
      switch (height) {
        case 7 -> HighTile2.rows7(depth, a, from, aStride, b, bAt, bStride, c, to, cStride);
        case 6 -> HighTile2.rows6(depth, a, from, aStride, b, bAt, bStride, c, to, cStride);
        case 5 -> rows5(depth, a, from, aStride, b, bAt, bStride, c, to, cStride);
        case 4 -> rows4(depth, a, from, aStride, b, bAt, bStride, c, to, cStride);
        default -> rows1(depth, a, from, b, bAt, bStride, c, to);
      }
      row += height;
    }
  }

  private static void rows5(
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
    int at1 = aAt + aStride;
    int at2 = at1 + aStride;
    int at3 = at2 + aStride;
    int at4 = at3 + aStride;
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
      FloatVector a0 = ZERO.broadcast(a[aAt + k]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      if (c10.getClass() != EXACT || c11.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at1 + k]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      if (c20.getClass() != EXACT || c21.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at2 + k]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      if (c30.getClass() != EXACT || c31.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at3 + k]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      if (c40.getClass() != EXACT || c41.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a4 = ZERO.broadcast(a[at4 + k]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      bk += bStride;
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
    int at1 = aAt + aStride;
    int at2 = at1 + aStride;
    int at3 = at2 + aStride;
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, c1);
    FloatVector c11 = FloatVector.fromArray(S, c, c1 + LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, c2);
    FloatVector c21 = FloatVector.fromArray(S, c, c2 + LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, c3);
    FloatVector c31 = FloatVector.fromArray(S, c, c3 + LANES);
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
      FloatVector a0 = ZERO.broadcast(a[aAt + k]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      if (c10.getClass() != EXACT || c11.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a1 = ZERO.broadcast(a[at1 + k]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      if (c20.getClass() != EXACT || c21.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a2 = ZERO.broadcast(a[at2 + k]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      if (c30.getClass() != EXACT || c31.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a3 = ZERO.broadcast(a[at3 + k]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      bk += bStride;
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
  }

  private static void rows1(
      int depth, float[] a, int aAt, float[] b, int bAt, int bStride, float[] c, int cAt) {
    FloatVector c00 = FloatVector.fromArray(S, c, cAt);
    FloatVector c01 = FloatVector.fromArray(S, c, cAt + LANES);
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
      FloatVector a0 = ZERO.broadcast(a[aAt + k]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      bk += bStride;
    }
    if (c00.getClass() != EXACT || c01.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
  }
}
