package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/** The micro-kernels of {@link Tile2} that do most of the work. */
final class HighTile2 {
  private HighTile2() {}

  static void rows7(
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
    int c6 = c5 + cStride;
    int at1 = aAt + aStride;
    int at2 = at1 + aStride;
    int at3 = at2 + aStride;
    int at4 = at3 + aStride;
    int at5 = at4 + aStride;
    int at6 = at5 + aStride;
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
    FloatVector c60 = FloatVector.fromArray(S, c, c6);
    FloatVector c61 = FloatVector.fromArray(S, c, c6 + LANES);
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
      if (c50.getClass() != EXACT || c51.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a5 = ZERO.broadcast(a[at5 + k]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      if (c60.getClass() != EXACT || c61.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a6 = ZERO.broadcast(a[at6 + k]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
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
    if (c50.getClass() != EXACT || c51.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
    if (c60.getClass() != EXACT || c61.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c60.intoArray(c, c6);
    c61.intoArray(c, c6 + LANES);
  }

  static void rows6(
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
    int at1 = aAt + aStride;
    int at2 = at1 + aStride;
    int at3 = at2 + aStride;
    int at4 = at3 + aStride;
    int at5 = at4 + aStride;
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
      if (c50.getClass() != EXACT || c51.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector a5 = ZERO.broadcast(a[at5 + k]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
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
    if (c50.getClass() != EXACT || c51.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
  }
}
