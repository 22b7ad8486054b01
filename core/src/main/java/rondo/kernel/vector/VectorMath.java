package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.EXACT_INT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import rondo.kernel.ScalarMath;

/**
 * {@link ScalarMath} on vectors: the same operations in the same order, so the same bits. Maximum,
 * minimum and the cases of tanh are selections here, which give the same numbers with less work.
 */
final class VectorMath {
  private VectorMath() {}

  /** {@code y = sigmoid(x)}. */
  static void sigmoid(float[] x, int xAt, float[] y, int yAt, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector one = ZERO.broadcast(1.0f);
      one.div(one.add(exp(v.neg()))).intoArray(y, yAt + i);
    }
    for (; i < size; i++) {
      y[yAt + i] = ScalarMath.sigmoid(x[xAt + i]);
    }
  }

  /** {@code y = tanh(x)}. */
  static void tanh(float[] x, int xAt, float[] y, int yAt, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      tanh(v).intoArray(y, yAt + i);
    }
    for (; i < size; i++) {
      y[yAt + i] = ScalarMath.tanh(x[xAt + i]);
    }
  }

  /** tanh of an {@link Lanes#EXACT} vector. */
  static FloatVector tanh(FloatVector x) {
    FloatVector square = x.mul(x);
    FloatVector p = ZERO.broadcast(ScalarMath.TANH_4);
    p = p.fma(square, ZERO.broadcast(ScalarMath.TANH_3));
    p = p.fma(square, ZERO.broadcast(ScalarMath.TANH_2));
    p = p.fma(square, ZERO.broadcast(ScalarMath.TANH_1));
    p = p.fma(square, ZERO.broadcast(ScalarMath.TANH_0));
    FloatVector small = p.mul(square).fma(x, x);

    FloatVector one = ZERO.broadcast(1.0f);
    FloatVector magnitude = x.abs();
    FloatVector e = exp(magnitude.add(magnitude));
    FloatVector large = one.sub(ZERO.broadcast(2.0f).div(e.add(one)));
    large = large.blend(large.neg(), x.compare(VectorOperators.LT, ZERO));
    return large.blend(
        small, magnitude.compare(VectorOperators.LT, ZERO.broadcast(ScalarMath.TANH_SMALL)));
  }

  /** exp of an {@link Lanes#EXACT} vector. */
  static FloatVector exp(FloatVector x) {
    FloatVector high = ZERO.broadcast(ScalarMath.EXP_HIGH);
    FloatVector low = ZERO.broadcast(ScalarMath.EXP_LOW);
    FloatVector cut = x.blend(high, x.compare(VectorOperators.GT, high));
    cut = cut.blend(low, cut.compare(VectorOperators.LT, low));

    FloatVector bias = ZERO.broadcast(ScalarMath.ROUND_AND_BIAS);
    FloatVector shifted = cut.fma(ZERO.broadcast(ScalarMath.LOG2_E), bias);
    FloatVector n = shifted.sub(bias);
    FloatVector r = n.fma(ZERO.broadcast(-ScalarMath.LN2_HIGH), cut);
    r = n.fma(ZERO.broadcast(-ScalarMath.LN2_LOW), r);

    FloatVector p = ZERO.broadcast(ScalarMath.EXP_5);
    p = p.fma(r, ZERO.broadcast(ScalarMath.EXP_4));
    p = p.fma(r, ZERO.broadcast(ScalarMath.EXP_3));
    p = p.fma(r, ZERO.broadcast(ScalarMath.EXP_2));
    p = p.fma(r, ZERO.broadcast(ScalarMath.EXP_1));
    p = p.fma(r, ZERO.broadcast(ScalarMath.EXP_0));
    p = p.fma(r.mul(r), r).add(ZERO.broadcast(1.0f));

    IntVector bits = shifted.reinterpretAsInts();
    if (bits.getClass() != EXACT_INT) {
      throw Lanes.mixedShapes();
    }
    FloatVector scale = bits.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    if (scale.getClass() != EXACT) {
      throw Lanes.mixedShapes();
    }
    return p.mul(scale);
  }
}
