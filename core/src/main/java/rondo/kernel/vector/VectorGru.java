package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/** One row of a GRU's step, in small loops for the reason that {@link VectorGates} gives. */
final class VectorGru {
  private VectorGru() {}

  static void forward(
      int units,
      int stride,
      float[] gates,
      int r,
      float[] recurrent,
      int s,
      float[] bias,
      int biasAt,
      float[] hiddenPrevious,
      int previousAt,
      float[] hidden,
      int hiddenAt) {
    int u = r + stride;
    int n = u + stride;
    add(recurrent, s, gates, r, units);
    add(recurrent, s + stride, gates, u, units);
    VectorMath.sigmoid(gates, r, gates, r, units);
    VectorMath.sigmoid(gates, u, gates, u, units);
    add(bias, biasAt, recurrent, s + 2 * stride, units);
    VectorGates.multiplyAdd(gates, r, recurrent, s + 2 * stride, gates, n, units);
    VectorMath.tanh(gates, n, gates, n, units);
    newHidden(units, gates, u, n, hiddenPrevious, previousAt, hidden, hiddenAt);
  }

  /** {@code y = y + x}. */
  private static void add(float[] x, int xAt, float[] y, int yAt, int size) {
    for (int j = 0; j < size; j += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + j);
      FloatVector sum = FloatVector.fromArray(S, y, yAt + j);
      if (v.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      sum.add(v).intoArray(y, yAt + j);
    }
  }

  /** {@code h = n + u (h' - n)}. */
  private static void newHidden(
      int units,
      float[] gates,
      int uAt,
      int nAt,
      float[] hiddenPrevious,
      int previousAt,
      float[] hidden,
      int hiddenAt) {
    for (int j = 0; j < units; j += LANES) {
      FloatVector u = FloatVector.fromArray(S, gates, uAt + j);
      FloatVector n = FloatVector.fromArray(S, gates, nAt + j);
      FloatVector h = FloatVector.fromArray(S, hiddenPrevious, previousAt + j);
      if (u.getClass() != EXACT || n.getClass() != EXACT || h.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      u.fma(h.sub(n), n).intoArray(hidden, hiddenAt + j);
    }
  }

  /** u and n become their gradients, u's part of dLoss/dh' is added. */
  static void throughUpdate(
      int units,
      int stride,
      float[] gates,
      int r,
      float[] hiddenPrevious,
      int previousAt,
      float[] dHidden,
      int dHiddenAt,
      float[] dHiddenPrevious,
      int dPreviousAt) {
    int uAt = r + stride;
    int nAt = uAt + stride;
    for (int j = 0; j < units; j += LANES) {
      FloatVector u = FloatVector.fromArray(S, gates, uAt + j);
      FloatVector n = FloatVector.fromArray(S, gates, nAt + j);
      FloatVector h = FloatVector.fromArray(S, hiddenPrevious, previousAt + j);
      FloatVector dh = FloatVector.fromArray(S, dHidden, dHiddenAt + j);
      FloatVector dPrevious = FloatVector.fromArray(S, dHiddenPrevious, dPreviousAt + j);
      if (u.getClass() != EXACT
          || n.getClass() != EXACT
          || h.getClass() != EXACT
          || dh.getClass() != EXACT
          || dPrevious.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector one = ZERO.broadcast(1.0f);
      FloatVector rest = one.sub(u);
      dh.fma(u, dPrevious).intoArray(dHiddenPrevious, dPreviousAt + j);
      dh.mul(h.sub(n)).mul(u.mul(rest)).intoArray(gates, uAt + j);
      dh.mul(rest).mul(n.neg().fma(n, one)).intoArray(gates, nAt + j);
    }
  }

  /** From the gradients of u and n: r becomes its gradient, the recurrent sums theirs. */
  static void throughReset(
      int units, int stride, float[] gates, int rAt, float[] recurrent, int sAt) {
    int uAt = rAt + stride;
    int nAt = uAt + stride;
    for (int j = 0; j < units; j += LANES) {
      FloatVector r = FloatVector.fromArray(S, gates, rAt + j);
      FloatVector du = FloatVector.fromArray(S, gates, uAt + j);
      FloatVector dn = FloatVector.fromArray(S, gates, nAt + j);
      FloatVector s = FloatVector.fromArray(S, recurrent, sAt + 2 * stride + j);
      if (r.getClass() != EXACT
          || du.getClass() != EXACT
          || dn.getClass() != EXACT
          || s.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector dr = dn.mul(s).mul(r.mul(ZERO.broadcast(1.0f).sub(r)));
      dr.intoArray(gates, rAt + j);
      dr.intoArray(recurrent, sAt + j);
      du.intoArray(recurrent, sAt + stride + j);
      dn.mul(r).intoArray(recurrent, sAt + 2 * stride + j);
    }
  }
}
