package rondo.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.model.CounterRandom;
import rondo.parallel.Parallel;

class TestGradientSum {
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
  void meanOfUnequalPartsIsTheMeanOfAll() {
    GradientSum sum = new GradientSum(2);
    sum.sum()[0] = 3;
    sum.add(0, 1);
    sum.sum()[0] += 9;
    sum.sum()[1] = -8;
    sum.add(0, 3);
    sum.toMean(Parallel.single());
    assertThat(sum.sum()).containsExactly(3, -2);
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
  @ValueSource(doubles = {0, -1, Double.NaN})
  void refusesToDivideByNoWeight(double weight) {
    GradientSum sum = new GradientSum(1);
    sum.add(0, weight);
    assertThatThrownBy(() -> sum.toMean(Parallel.single()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("weight: got " + weight + ", expected more than 0");
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
    double single = sum.norm(Parallel.single());
    assertThat(single).isCloseTo(expected, within(1e-12 * (1 + expected)));
    for (int threads : new int[] {2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        assertThat(sum.norm(parallel)).isEqualTo(single);
      }
    }
  }

  @Test
  void normOfLargeNumbersDoesNotOverflow() {
    GradientSum sum = new GradientSum(4);
    Arrays.fill(sum.sum(), 1e30f);
    assertThat(sum.norm(Parallel.single())).isCloseTo(2e30, within(1e24));
  }

  @Test
  void meanHasTheSameBitsOnAnyThreads() {
    GradientSum one = random(50_000);
    GradientSum eight = random(50_000);
    one.add(0, 7);
    eight.add(0, 7);
    one.toMean(Parallel.single());
    try (Parallel parallel = Parallel.of(8)) {
      eight.toMean(parallel);
    }
    assertThat(eight.sum()).isEqualTo(one.sum());
  }
}
