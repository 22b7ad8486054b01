package rondo.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.kernel.Elementwise;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CounterRandom;
import rondo.parallel.Parallel;

class TestGradientSum {
  private static final Elementwise SCALAR = Kernels.scalar().elementwise();
  private static final Elementwise VECTOR = KernelProvider.choice().kernels().elementwise();

  private static GradientSum random(int size) {
    GradientSum sum = new GradientSum(size);
    for (int i = 0; i < size; i++) {
      sum.sum()[i] = (float) CounterRandom.gaussian(3, i);
    }
    return sum;
  }

  @Test
  void lossAndWeightAddUp() {
    GradientSum sum = new GradientSum(2);
    sum.add(3, 2);
    sum.add(1.5, 4);
    assertThat(sum.loss()).isEqualTo(4.5);
    assertThat(sum.weight()).isEqualTo(6);
  }

  @Test
  void drainHandsOverTheScaledNumbersOnceAndLeavesZeros() {
    for (int threads : new int[] {1, 2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        GradientSum sum = random(50_000);
        float[] before = sum.sum().clone();
        float[] got = new float[before.length];
        sum.add(3, 7);
        sum.drain(
            0.3f,
            parallel,
            (gradient, from, to) -> {
              for (int i = from; i < to; i++) {
                got[i] += gradient[i];
                gradient[i] = 5; // it may overwrite them
              }
            });
        for (int i = 0; i < before.length; i++) {
          before[i] *= 0.3f;
        }
        assertThat(got).isEqualTo(before);
        assertThat(sum.sum()).containsOnly(0);
        assertThat(sum.loss()).isEqualTo(3);
        assertThat(sum.weight()).isEqualTo(7);
      }
    }
  }

  @Test
  void clearAfterADrainForgetsWhatWasAddedSince() {
    GradientSum sum = random(5);
    sum.drain(1, Parallel.single(), (gradient, from, to) -> {});
    sum.clear(Parallel.single());
    assertThat(sum.sum()).containsOnly(0);
    sum.sum()[3] = 1;
    sum.clear(Parallel.single());
    assertThat(sum.sum()).containsOnly(0);
  }

  @Test
  void clearForgetsEverything() {
    GradientSum sum = random(5);
    sum.add(1, 1);
    sum.clear(Parallel.single());
    assertThat(sum.sum()).containsOnly(0);
    assertThat(sum.loss()).isZero();
    assertThat(sum.weight()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 4095, 4096, 4097, 50_000})
  void normIsTheRootOfTheSquares(int size) {
    GradientSum sum = random(size);
    double squares = 0;
    for (float value : sum.sum()) {
      squares += (double) value * value;
    }
    double expected = Math.sqrt(squares);
    double single = sum.norm(SCALAR, Parallel.single());
    assertThat(single).isCloseTo(expected, within(1e-6 * expected));
    for (int threads : new int[] {2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        assertThat(sum.norm(SCALAR, parallel)).isEqualTo(single);
        assertThat(sum.norm(VECTOR, parallel)).isEqualTo(single);
      }
    }
  }

  @Test
  void normOfLargeNumbersDoesNotOverflow() {
    GradientSum sum = new GradientSum(4);
    Arrays.fill(sum.sum(), 1e30f);
    assertThat(sum.norm(SCALAR, Parallel.single())).isCloseTo(2e30, within(1e24));
  }
}
