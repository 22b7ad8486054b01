package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import rondo.kernel.Elementwise;
import rondo.kernel.Layout;
import rondo.kernel.ScalarElementwise;

/** {@link Elementwise} on vectors; the rest at the end of a stretch as in the scalar twin. */
final class VectorElementwise implements Elementwise {
  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size) {
    VectorMath.sigmoid(x, xOffset, y, yOffset, size);
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int size) {
    VectorMath.tanh(x, xOffset, y, yOffset, size);
  }

  @Override
  public void tanhBackward(
      float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, y, yOffset + i);
      FloatVector d = FloatVector.fromArray(S, dy, dyOffset + i);
      if (v.getClass() != EXACT || d.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      d.mul(v.neg().fma(v, ZERO.broadcast(1.0f))).intoArray(dx, dxOffset + i);
    }
    for (; i < size; i++) {
      dx[dxOffset + i] = dy[dyOffset + i] * Math.fma(-y[yOffset + i], y[yOffset + i], 1);
    }
  }

  @Override
  public void relu(float[] x, int xOffset, float[] y, int yOffset, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.lanewise(VectorOperators.MAX, ZERO).intoArray(y, yOffset + i);
    }
    for (; i < size; i++) {
      y[yOffset + i] = Math.max(x[xOffset + i], 0);
    }
  }

  @Override
  public void reluBackward(
      float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, y, yOffset + i);
      FloatVector d = FloatVector.fromArray(S, dy, dyOffset + i);
      if (v.getClass() != EXACT || d.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      ZERO.blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxOffset + i);
    }
    for (; i < size; i++) {
      dx[dxOffset + i] = y[yOffset + i] > 0 ? dy[dyOffset + i] : 0;
    }
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector sum = FloatVector.fromArray(S, y, yOffset + i);
      if (v.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      sum.add(v).intoArray(y, yOffset + i);
    }
    for (; i < size; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void multiply(
      float[] x1, int x1Offset, float[] x2, int x2Offset, float[] y, int yOffset, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x1, x1Offset + i);
      FloatVector w = FloatVector.fromArray(S, x2, x2Offset + i);
      if (v.getClass() != EXACT || w.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.mul(w).intoArray(y, yOffset + i);
    }
    for (; i < size; i++) {
      y[yOffset + i] = x1[x1Offset + i] * x2[x2Offset + i];
    }
  }

  @Override
  public void multiplyAdd(
      float[] x1, int x1Offset, float[] x2, int x2Offset, float[] y, int yOffset, int size) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x1, x1Offset + i);
      FloatVector w = FloatVector.fromArray(S, x2, x2Offset + i);
      FloatVector sum = FloatVector.fromArray(S, y, yOffset + i);
      if (v.getClass() != EXACT || w.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.fma(w, sum).intoArray(y, yOffset + i);
    }
    for (; i < size; i++) {
      y[yOffset + i] = Math.fma(x1[x1Offset + i], x2[x2Offset + i], y[yOffset + i]);
    }
  }

  @Override
  public void addRows(
      float[] x, int xOffset, int xStride, int rows, float[] y, int yOffset, int size) {
    for (int row = 0; row < rows; row++) {
      add(x, xOffset + row * xStride, y, yOffset, size);
    }
  }

  @Override
  public double sumOfSquares(float[] x, int xOffset, int size) {
    float[] squares = ScalarElementwise.SUMS.get();
    Arrays.fill(squares, 0);
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      int lane = i % SQUARES;
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector sum = FloatVector.fromArray(S, squares, lane);
      if (v.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.fma(v, sum).intoArray(squares, lane);
    }
    for (; i < size; i++) {
      int lane = i % SQUARES;
      squares[lane] = Math.fma(x[xOffset + i], x[xOffset + i], squares[lane]);
    }
    return ScalarElementwise.sumOfSquares(ScalarElementwise.sumLanes(squares), x, xOffset, size);
  }

  @Override
  public void dropout(long key, int drop, float keep, float[] y, int yOffset, int size) {
    VectorDropout.dropout(key, drop, keep, y, yOffset, size);
  }

  @Override
  public float normalize(float[] x, int xOffset, float[] y, int yOffset, int size) {
    return VectorNormalization.normalize(x, xOffset, y, yOffset, size);
  }

  @Override
  public void normalizeBackward(
      float[] y,
      int yOffset,
      float s,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset,
      int size) {
    VectorNormalization.normalizeBackward(y, yOffset, s, dy, dyOffset, dx, dxOffset, size);
  }

  @Override
  public double softmaxCrossEntropy(float[] x, int xOffset, int size, int target) {
    float[] lanes = ScalarElementwise.LANES.get();
    float max = max(x, xOffset, size, lanes);
    double targetScore = (double) x[xOffset + target] - max;
    VectorMath.exp(x, xOffset, size, max);
    float sum = sum(x, xOffset, size, lanes);
    scale(x, xOffset, size, 1.0f / sum);
    x[xOffset + target] -= 1.0f;
    return StrictMath.log(sum) - targetScore;
  }

  /** The maximum of a stretch, through partial maxima in {@code lanes}. */
  private static float max(float[] x, int xAt, int size, float[] lanes) {
    Arrays.fill(lanes, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + i);
      FloatVector most = FloatVector.fromArray(S, lanes, 0);
      if (v.getClass() != EXACT || most.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      most.lanewise(VectorOperators.MAX, v).intoArray(lanes, 0);
    }
    float max = Float.NEGATIVE_INFINITY;
    for (float lane : lanes) {
      max = Math.max(max, lane);
    }
    for (; i < size; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  /** The sum of a stretch over the fixed virtual lanes. */
  static float sum(float[] x, int xAt, int size, float[] lanes) {
    Arrays.fill(lanes, 0);
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      int lane = i % Layout.LANES;
      FloatVector v = FloatVector.fromArray(S, x, xAt + i);
      FloatVector sum = FloatVector.fromArray(S, lanes, lane);
      if (v.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      sum.add(v).intoArray(lanes, lane);
    }
    for (; i < size; i++) {
      lanes[i % Layout.LANES] += x[xAt + i];
    }
    return ScalarElementwise.sumLanes(lanes);
  }

  private static void scale(float[] x, int xAt, int size, float factor) {
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xAt + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.mul(ZERO.broadcast(factor)).intoArray(x, xAt + i);
    }
    for (; i < size; i++) {
      x[xAt + i] *= factor;
    }
  }
}
