package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestRandomBits {
  private static final int SIZE = 1 << 16;

  /** Rows of a mask have keys that differ in any bit; neighbours in a row differ by one. */
  @Test
  void everyBitFlipsWithHalfTheChanceWhateverBitOfTheKeyDoes() {
    for (int flipped = 0; flipped < 64; flipped++) {
      long mask = 1L << flipped;
      int[] flips = new int[32];
      for (int i = 0; i < SIZE; i++) {
        long key = i * 0x9E3779B97F4A7C15L;
        long other = key ^ mask;
        int difference = at(key, i & 1023) ^ at(other, i & 1023);
        for (int bit = 0; bit < 32; bit++) {
          flips[bit] += difference >>> bit & 1;
        }
      }
      for (int count : flips) {
        assertThat((double) count / SIZE)
            .as("bit %d of the key", flipped)
            .isCloseTo(0.5, within(0.03));
      }
    }
  }

  @Test
  void neighboursAreIndependent() {
    for (int distance : new int[] {1, 2, 16, 64, 1024}) {
      int both = 0;
      for (int i = 0; i < SIZE; i++) {
        both += (at(7, i) & at(7, i + distance)) < 0 ? 1 : 0;
      }
      // Five standard deviations of a quarter of the pairs.
      double margin = 5 * Math.sqrt(0.25 * 0.75 / SIZE);
      assertThat((double) both / SIZE).as("%d apart", distance).isCloseTo(0.25, within(margin));
    }
  }

  private static int at(long key, int index) {
    return RandomBits.of(RandomBits.first(key), RandomBits.second(key), index);
  }
}
