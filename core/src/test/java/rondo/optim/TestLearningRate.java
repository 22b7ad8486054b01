package rondo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.optim.ScheduleSpec.Kind;

/** The learning rate over a run of 100 epochs of 10 steps, peak 2. */
class TestLearningRate {
  private static LearningRate rate(
      Kind kind, double warmup, double every, double factor, double hold, double floor) {
    return new LearningRate(
        2, new ScheduleSpec(kind, warmup, every, factor, hold, floor, 1), 10, 1000);
  }

  private static void assertRate(LearningRate rate, long step, double expected) {
    assertThat(rate.at(step, 1)).as("step " + step).isCloseTo(expected, within(1e-12));
  }

  @Test
  void constant() {
    LearningRate rate = new LearningRate(2, ScheduleSpec.constant(), 10, 1000);
    assertRate(rate, 0, 2);
    assertRate(rate, 999, 2);
  }

  @Test
  void stepFallsEverySoManyEpochs() {
    LearningRate rate = rate(Kind.STEP, 0, 2.5, 0.5, 0, 0);
    assertRate(rate, 0, 2);
    assertRate(rate, 24, 2);
    assertRate(rate, 25, 1);
    assertRate(rate, 49, 1);
    assertRate(rate, 50, 0.5);
  }

  @Test
  void exponentialFallsAfterItsHold() {
    LearningRate rate = rate(Kind.EXPONENTIAL, 0, 1, 0.25, 3, 0);
    assertRate(rate, 0, 2);
    assertRate(rate, 30, 2);
    assertRate(rate, 35, 1); // half an epoch: the root of the factor
    assertRate(rate, 40, 0.5);
    assertRate(rate, 50, 0.125);
  }

  @Test
  void cosineFallsFromPeakToFloor() {
    LearningRate rate = rate(Kind.COSINE, 0, 1, 1, 0, 0.1);
    assertRate(rate, 0, 2);
    assertRate(rate, 500, 2 * (0.1 + 0.9 / 2));
    assertRate(rate, 250, 2 * (0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2));
    assertRate(rate, 1000, 0.2);
    assertRate(rate, 1500, 0.2); // past the end it stays
  }

  @Test
  void cosineStartsWhereWarmupEnds() {
    LearningRate rate = rate(Kind.COSINE, 0.2, 1, 1, 0, 0);
    assertRate(rate, 199, 2);
    assertRate(rate, 200, 2);
    assertRate(rate, 600, 1);
  }

  @Test
  void plateauUsesItsFactorDownToTheFloor() {
    LearningRate rate = rate(Kind.PLATEAU, 0, 1, 0.5, 0, 0.1);
    assertThat(rate.at(7, 0.5)).isEqualTo(1);
    assertThat(rate.at(7, 0.01)).isCloseTo(0.2, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindWarmsUpLinearly(Kind kind) {
    LearningRate warm = rate(kind, 0.05, 20, 0.5, 20, 0);
    LearningRate cold = rate(kind, 0, 20, 0.5, 20, 0);
    for (int step = 0; step < 50; step++) {
      // No kind but COSINE, which waits, has begun to fall so early.
      assertRate(warm, step, 2 * (step + 1) / 50.0);
    }
    if (kind != Kind.COSINE) {
      assertRate(warm, 700, cold.at(700, 1));
    }
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void isAlwaysBetweenZeroAndThePeak(
      @ForAll Kind kind,
      @ForAll @DoubleRange(min = 0, max = 0.9) double warmup,
      @ForAll @DoubleRange(min = 0, max = 1) double floor,
      @ForAll @DoubleRange(min = 0.01, max = 1) double factor,
      @ForAll @IntRange(max = 999) int step) {
    double at = rate(kind, warmup, 1.5, factor, 2, floor).at(step, factor);
    assertThat(at).isPositive().isLessThanOrEqualTo(2 + 1e-12);
    if (step >= warmup * 1000) {
      assertThat(at).isGreaterThanOrEqualTo(2 * floor - 1e-12);
    }
  }
}
