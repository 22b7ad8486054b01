package rondo.kernel.vector;

import static rondo.kernel.RandomBits.FACTOR_1;
import static rondo.kernel.RandomBits.FACTOR_2;
import static rondo.kernel.RandomBits.FACTOR_3;
import static rondo.kernel.RandomBits.GOLDEN;
import static rondo.kernel.vector.Lanes.EXACT;
import static rondo.kernel.vector.Lanes.EXACT_INT;
import static rondo.kernel.vector.Lanes.LANES;
import static rondo.kernel.vector.Lanes.S_INT;
import static rondo.kernel.vector.Lanes.ZERO_INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import rondo.kernel.RandomBits;

/** {@link rondo.kernel.Elementwise#dropout}: {@link RandomBits} on vectors. */
final class VectorDropout {
  private static final int[] STEPS = steps();

  private VectorDropout() {}

  /** What {@link RandomBits} multiplies an index to, for the first lanes. */
  private static int[] steps() {
    int[] steps = new int[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      steps[lane] = lane * GOLDEN;
    }
    return steps;
  }

  static void dropout(long key, int drop, float keep, float[] y, int yOffset, int size) {
    int first = RandomBits.first(key);
    int second = RandomBits.second(key);
    int kept = Float.floatToRawIntBits(keep);
    int i = 0;
    for (; i <= size - LANES; i += LANES) {
      IntVector x = IntVector.fromArray(S_INT, STEPS, 0);
      if (x.getClass() != EXACT_INT) {
        throw Lanes.mixedShapes();
      }
      x = x.add(ZERO_INT.broadcast(i * GOLDEN + first));
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 17));
      x = x.mul(ZERO_INT.broadcast(FACTOR_1));
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 11));
      x = x.add(ZERO_INT.broadcast(second)).mul(ZERO_INT.broadcast(FACTOR_2));
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15));
      x = x.mul(ZERO_INT.broadcast(FACTOR_3));
      x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 14));
      // Without a mask: the difference is negative, so its sign all ones, where a number is
      // dropped.
      x = x.lanewise(VectorOperators.LSHR, 1).sub(ZERO_INT.broadcast(drop));
      x = x.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.NOT);
      FloatVector factors = x.and(ZERO_INT.broadcast(kept)).reinterpretAsFloats();
      if (factors.getClass() != EXACT) {
        throw Lanes.mixedShapes();
      }
      factors.intoArray(y, yOffset + i);
    }
    for (; i < size; i++) {
      y[yOffset + i] = RandomBits.of(first, second, i) >>> 1 < drop ? 0 : keep;
    }
  }
}
