package rondo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.model.CounterRandom;

class TestWire {
  private static float[] gaussian(int size, long seed, double scale) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * CounterRandom.gaussian(seed, i));
    }
    return values;
  }

  @Test
  void floatsArriveAsTheyAre() {
    float[] values = {0, -0f, 1f / 3, Float.MIN_VALUE, -Float.MAX_VALUE, 1e-30f};
    assertThat(PackedFloats.of(Wire.FLOAT32, values, 0).unpack()).containsExactly(values);
  }

  @Test
  void halvesAreRoundedToTheNearestTiesToEven() {
    float step = Math.scalb(1f, -7); // between neighbours from 1 to 2
    float[] values = {1 + step / 2, 1 + 1.5f * step, 1 + 0.51f * step, -1 - 0.49f * step, 3e38f};
    float[] got = PackedFloats.of(Wire.BFLOAT16, values, 0).unpack();
    assertThat(got[0]).isEqualTo(1);
    assertThat(got[1]).isEqualTo(1 + 2 * step);
    assertThat(got[2]).isEqualTo(1 + step);
    assertThat(got[3]).isEqualTo(-1);
    assertThat(got[4]).isCloseTo(3e38f, Offset.offset(2e36f));
    float[] many = gaussian(10_000, 3, 1);
    float[] rounded = PackedFloats.of(Wire.BFLOAT16, many, 0).unpack();
    for (int i = 0; i < many.length; i++) {
      assertThat(Math.abs(rounded[i] - many[i])).isLessThanOrEqualTo(Math.abs(many[i]) / 256);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 1000})
  void eightBitsAreAtMostAStepAway(int size) {
    float[] values = gaussian(size, 5, 1e-3);
    float[] got = PackedFloats.of(Wire.INT8, values, 9).unpack();
    for (int first = 0; first < size; first += Wire.BLOCK) {
      int end = Math.min(size, first + Wire.BLOCK);
      float largest = 0;
      for (int i = first; i < end; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      for (int i = first; i < end; i++) {
        assertThat(Math.abs(got[i] - values[i])).isLessThanOrEqualTo(largest / 127 * 1.0001f);
      }
    }
  }

  @Test
  void eightBitsAreRightInTheMean() {
    float[] values = gaussian(256, 6, 1);
    double[] sum = new double[values.length];
    int tries = 4_000;
    float step = 0;
    for (float value : values) {
      step = Math.max(step, Math.abs(value) / 127);
    }
    for (int key = 0; key < tries; key++) {
      float[] got = PackedFloats.of(Wire.INT8, values, key).unpack();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += got[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      // A step has a standard deviation of at most half of it: five of the mean's.
      assertThat(sum[i] / tries)
          .isCloseTo(values[i], Offset.offset(5 * 0.5 * step / Math.sqrt(tries)));
    }
  }

  @Test
  void theSameKeyRoundsAlike() {
    float[] values = gaussian(500, 7, 1);
    assertThat(PackedFloats.of(Wire.INT8, values, 1).bytes())
        .isEqualTo(PackedFloats.of(Wire.INT8, values, 1).bytes())
        .isNotEqualTo(PackedFloats.of(Wire.INT8, values, 2).bytes());
  }

  /** Of 1,024 shards; sums that are rounded again and again lose two thirds of it. */
  @ParameterizedTest
  @EnumSource(Wire.class)
  void sumsOfManyShardsAreRight(Wire wire) {
    int shards = 1024;
    float[] mean = gaussian(512, 8, 1);
    double[] exact = new double[mean.length];
    double[] sum = new double[mean.length];
    for (int shard = 0; shard < shards; shard++) {
      float[] noise = gaussian(mean.length, 100 + shard, 1);
      for (int i = 0; i < noise.length; i++) {
        noise[i] += mean[i];
        exact[i] += noise[i];
      }
      double[] got = PackedFloats.of(wire, noise, shard).scaled(1);
      for (int i = 0; i < got.length; i++) {
        sum[i] += got[i];
      }
    }
    double error = 0;
    double size = 0;
    for (int i = 0; i < sum.length; i++) {
      error += Math.pow(sum[i] - exact[i], 2);
      size += Math.pow(exact[i], 2);
    }
    assertThat(Math.sqrt(error / size)).isLessThan(wire.isExact() ? 1e-12 : 2e-3);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void slicesAreTheNumbersOfTheWhole(Wire wire) {
    float[] values = gaussian(1100, 9, 1);
    PackedFloats whole = PackedFloats.of(wire, values, 4);
    float[] all = whole.unpack();
    int at = 0;
    for (int end : new int[] {256, 1024, 1100}) {
      for (float got : whole.slice(at, end).unpack()) {
        assertThat(got).isEqualTo(all[at++]);
      }
    }
    assertThat(at).isEqualTo(1100);
    assertThat(whole.slice(512, 512).unpack()).isEmpty();
    assertThatThrownBy(() -> whole.slice(0, 100)).hasMessageContaining("multiples of 256");
    assertThatThrownBy(() -> new PackedFloats(wire, 3, new byte[1]))
        .hasMessageContaining("got 1 bytes for 3 numbers");
  }

  @Test
  void allZerosStayZeros() {
    assertThat(PackedFloats.of(Wire.INT8, new float[300], 1).unpack()).containsOnly(0f);
  }
}
