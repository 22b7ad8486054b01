package rondo.kernel;

import java.util.Random;

/** Test data. */
final class Numbers {
  /** Sizes around every vector, panel and tile boundary. */
  static final int[] AWKWARD = {
    1, 2, 3, 5, 7, 8, 13, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 80, 100, 127, 128, 200, 257,
    650
  };

  private Numbers() {}

  /** {@code size} numbers of magnitude up to {@code scale}, the same for the same seed. */
  static float[] random(int size, float scale, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (2 * random.nextFloat() - 1) * scale;
    }
    return numbers;
  }

  /** As {@link #random}, with zeros, infinities, NaN and tiny numbers scattered in. */
  static float[] nasty(int size, float scale, long seed) {
    float[] special = {
      0.0f,
      -0.0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      ScalarMath.TANH_SMALL,
      -ScalarMath.TANH_SMALL,
      ScalarMath.EXP_LOW,
      ScalarMath.EXP_HIGH
    };
    Random random = new Random(seed);
    float[] numbers = random(size, scale, seed);
    for (int i = 0; i < size; i++) {
      if (random.nextInt(8) == 0) {
        numbers[i] = special[random.nextInt(special.length)];
      }
    }
    return numbers;
  }
}
