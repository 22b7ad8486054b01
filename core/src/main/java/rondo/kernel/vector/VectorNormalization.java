package rondo.kernel.vector;

import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S;
import static rondo.kernel.vector.Lanes.ZERO;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import rondo.kernel.Layout;
import rondo.kernel.ScalarElementwise;

/** Normalisation of a stretch; the rest at its end as in the scalar twin. */
final class VectorNormalization {
  private VectorNormalization() {}

  static float normalize(float[] x, int xOffset, float[] y, int yOffset, int size) {
    float[] lanes = ScalarElementwise.LANES.get();
    float mean = VectorElementwise.sum(x, xOffset, size, lanes) / size;
    Arrays.fill(lanes, 0);
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      int lane = i % Layout.LANES;
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector sum = FloatVector.fromArray(S, lanes, lane);
      if (v.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      FloatVector distance = v.sub(ZERO.broadcast(mean));
      distance.fma(distance, sum).intoArray(lanes, lane);
    }
    for (; i < size; i++) {
      float distance = x[xOffset + i] - mean;
      lanes[i % Layout.LANES] = Math.fma(distance, distance, lanes[i % Layout.LANES]);
    }
    float scale = ScalarElementwise.scale(ScalarElementwise.sumLanes(lanes) / size);
    for (i = 0; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      if (v.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.sub(ZERO.broadcast(mean)).mul(ZERO.broadcast(scale)).intoArray(y, yOffset + i);
    }
    for (; i < size; i++) {
      y[yOffset + i] = (x[xOffset + i] - mean) * scale;
    }
    return scale;
  }

  static void normalizeBackward(
      float[] y,
      int yOffset,
      float scale,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset,
      int size) {
    float[] lanes = ScalarElementwise.LANES.get();
    float mean = VectorElementwise.sum(dy, dyOffset, size, lanes) / size;
    Arrays.fill(lanes, 0);
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      int lane = i % Layout.LANES;
      FloatVector v = FloatVector.fromArray(S, y, yOffset + i);
      FloatVector d = FloatVector.fromArray(S, dy, dyOffset + i);
      FloatVector sum = FloatVector.fromArray(S, lanes, lane);
      if (v.getClass() != EXACT || d.getClass() != EXACT || sum.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.fma(d, sum).intoArray(lanes, lane);
    }
    for (; i < size; i++) {
      int lane = i % Layout.LANES;
      lanes[lane] = Math.fma(y[yOffset + i], dy[dyOffset + i], lanes[lane]);
    }
    float slope = ScalarElementwise.sumLanes(lanes) / size;
    for (i = 0; i <= size - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, y, yOffset + i);
      FloatVector d = FloatVector.fromArray(S, dy, dyOffset + i);
      if (v.getClass() != EXACT || d.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      v.fma(ZERO.broadcast(-slope), d.sub(ZERO.broadcast(mean)))
          .mul(ZERO.broadcast(scale))
          .intoArray(dx, dxOffset + i);
    }
    for (; i < size; i++) {
      float inner = Math.fma(y[yOffset + i], -slope, dy[dyOffset + i] - mean);
      dx[dxOffset + i] = inner * scale;
    }
  }
}
