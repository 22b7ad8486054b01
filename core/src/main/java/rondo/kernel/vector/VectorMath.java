package rondo.kernel.vector;

import static rondo.kernel.ScalarMath.EXP_0;
import static rondo.kernel.ScalarMath.EXP_1;
import static rondo.kernel.ScalarMath.EXP_2;
import static rondo.kernel.ScalarMath.EXP_3;
import static rondo.kernel.ScalarMath.EXP_4;
import static rondo.kernel.ScalarMath.EXP_5;
import static rondo.kernel.ScalarMath.EXP_HIGH;
import static rondo.kernel.ScalarMath.EXP_LOW;
import static rondo.kernel.ScalarMath.LN2_HIGH;
import static rondo.kernel.ScalarMath.LN2_LOW;
import static rondo.kernel.ScalarMath.LOG2_E;
import static rondo.kernel.ScalarMath.ROUND_AND_BIAS;
import static rondo.kernel.ScalarMath.TANH_0;
import static rondo.kernel.ScalarMath.TANH_1;
import static rondo.kernel.ScalarMath.TANH_2;
import static rondo.kernel.ScalarMath.TANH_3;
import static rondo.kernel.ScalarMath.TANH_4;
import static rondo.kernel.ScalarMath.TANH_SMALL;
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
 *
 * <p>Each loop spells out the exponential function. Were it a method, its argument and result would
 * be allocated wherever the compiler chose not to inline it, and it does so in large callers. These
 * loops are as long as it likes: beyond, it inlines late and forgets classes, hence the comparison
 * of each result with {@link Lanes#EXACT}.
 */
final class VectorMath {
  private VectorMath() {}

  /** {@code x = exp(x - shift)}. */
  static void exp(float[] x, int at, int size, float shift) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, at + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v = v.sub(ZERO.broadcast(shift));
      FloatVector high = ZERO.broadcast(EXP_HIGH);
      FloatVector low = ZERO.broadcast(EXP_LOW);
      FloatVector bias = ZERO.broadcast(ROUND_AND_BIAS);
      FloatVector one = ZERO.broadcast(1.0f);
      FloatVector cut = v.blend(high, v.compare(VectorOperators.GT, high));
      cut = cut.blend(low, cut.compare(VectorOperators.LT, low));
      FloatVector shifted = cut.fma(ZERO.broadcast(LOG2_E), bias);
      FloatVector n = shifted.sub(bias);
      FloatVector r = n.fma(ZERO.broadcast(-LN2_HIGH), cut);
      r = n.fma(ZERO.broadcast(-LN2_LOW), r);
      FloatVector p = ZERO.broadcast(EXP_5).fma(r, ZERO.broadcast(EXP_4));
      p = p.fma(r, ZERO.broadcast(EXP_3));
      p = p.fma(r, ZERO.broadcast(EXP_2));
      p = p.fma(r, ZERO.broadcast(EXP_1));
      p = p.fma(r, ZERO.broadcast(EXP_0));
      p = p.fma(r.mul(r), r).add(one);
      IntVector bits = shifted.reinterpretAsInts();
      if (bits.getClass() != EXACT_INT) {
        throw Lanes.mixedShapes();
      }
      FloatVector scale = bits.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      if (scale.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector result = p.mul(scale);
      if (result.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      result.intoArray(x, at + i);
    }
    for (; i < size; i++) {
      x[at + i] = ScalarMath.exp(x[at + i] - shift);
    }
  }

  /** {@code y = sigmoid(x)}. */
  static void sigmoid(float[] x, int xAt, float[] y, int yAt, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v = v.neg();
      FloatVector high = ZERO.broadcast(EXP_HIGH);
      FloatVector low = ZERO.broadcast(EXP_LOW);
      FloatVector bias = ZERO.broadcast(ROUND_AND_BIAS);
      FloatVector one = ZERO.broadcast(1.0f);
      FloatVector cut = v.blend(high, v.compare(VectorOperators.GT, high));
      cut = cut.blend(low, cut.compare(VectorOperators.LT, low));
      FloatVector shifted = cut.fma(ZERO.broadcast(LOG2_E), bias);
      FloatVector n = shifted.sub(bias);
      FloatVector r = n.fma(ZERO.broadcast(-LN2_HIGH), cut);
      r = n.fma(ZERO.broadcast(-LN2_LOW), r);
      FloatVector p = ZERO.broadcast(EXP_5).fma(r, ZERO.broadcast(EXP_4));
      p = p.fma(r, ZERO.broadcast(EXP_3));
      p = p.fma(r, ZERO.broadcast(EXP_2));
      p = p.fma(r, ZERO.broadcast(EXP_1));
      p = p.fma(r, ZERO.broadcast(EXP_0));
      p = p.fma(r.mul(r), r).add(one);
      IntVector bits = shifted.reinterpretAsInts();
      if (bits.getClass() != EXACT_INT) {
        throw Lanes.mixedShapes();
      }
      FloatVector scale = bits.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      if (scale.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector e = p.mul(scale);
      FloatVector result = one.div(one.add(e));
      if (result.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      result.intoArray(y, yAt + i);
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
      FloatVector high = ZERO.broadcast(EXP_HIGH);
      FloatVector bias = ZERO.broadcast(ROUND_AND_BIAS);
      FloatVector one = ZERO.broadcast(1.0f);

      FloatVector square = v.mul(v);
      FloatVector p = ZERO.broadcast(TANH_4).fma(square, ZERO.broadcast(TANH_3));
      p = p.fma(square, ZERO.broadcast(TANH_2));
      p = p.fma(square, ZERO.broadcast(TANH_1));
      p = p.fma(square, ZERO.broadcast(TANH_0));
      FloatVector small = p.mul(square).fma(v, v);

      FloatVector magnitude = v.abs();
      FloatVector cut = magnitude.add(magnitude); // never below EXP_LOW
      cut = cut.blend(high, cut.compare(VectorOperators.GT, high));
      FloatVector shifted = cut.fma(ZERO.broadcast(LOG2_E), bias);
      FloatVector n = shifted.sub(bias);
      FloatVector r = n.fma(ZERO.broadcast(-LN2_HIGH), cut);
      r = n.fma(ZERO.broadcast(-LN2_LOW), r);
      p = ZERO.broadcast(EXP_5).fma(r, ZERO.broadcast(EXP_4));
      p = p.fma(r, ZERO.broadcast(EXP_3));
      p = p.fma(r, ZERO.broadcast(EXP_2));
      p = p.fma(r, ZERO.broadcast(EXP_1));
      p = p.fma(r, ZERO.broadcast(EXP_0));
      p = p.fma(r.mul(r), r).add(one);
      IntVector bits = shifted.reinterpretAsInts();
      if (bits.getClass() != EXACT_INT) {
        throw Lanes.mixedShapes();
      }
      FloatVector scale = bits.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      if (scale.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector e = p.mul(scale);
      FloatVector large = one.sub(ZERO.broadcast(2.0f).div(e.add(one)));
      large = large.blend(large.neg(), v.compare(VectorOperators.LT, ZERO));
      FloatVector result =
          large.blend(small, magnitude.compare(VectorOperators.LT, ZERO.broadcast(TANH_SMALL)));
      if (result.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      result.intoArray(y, yAt + i);
    }
    for (; i < size; i++) {
      y[yAt + i] = ScalarMath.tanh(x[xAt + i]);
    }
  }
}
