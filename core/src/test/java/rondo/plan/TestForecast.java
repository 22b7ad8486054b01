package rondo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.round.RoundSize;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.wire.Wire;

class TestForecast {
  private static final SyncCosts COSTS = new SyncCosts(0.01, 4e-4, 3e-5, 2e9, 2e9, 1e-3);
  private static final Bandwidth LINK = Bandwidth.parse("10g");

  private static Forecast of(
      RoundSpec rounds, int executors, int slices, int steps, StepCost step) {
    return Forecast.of(
        new Forecast.Question(
            PlannedJobs.train(2),
            rounds,
            executors,
            slices,
            PlannedJobs.shards(Math.min(8, rounds.shards()), steps),
            step),
        COSTS,
        LINK);
  }

  private static RoundSpec fixed(int shards, int localSteps) {
    return PlannedJobs.rounds(shards, localSteps, 0, Wire.FLOAT32);
  }

  private static double sync(int shards, int executors, int slices) {
    RoundSize size = RoundSize.of(PlannedJobs.train(2), fixed(shards, 16));
    return COSTS.seconds(SyncWork.of(size, shards, executors, slices), LINK);
  }

  @Test
  void aRunIsItsRounds() {
    Forecast forecast = of(fixed(4, 16), 4, 1, 160, new StepCost(0.03, 0));
    double round = 16 * 0.03 + sync(4, 4, 1);
    assertThat(forecast.syncSeconds()).isEqualTo(sync(4, 4, 1));
    assertThat(forecast.roundSeconds()).isCloseTo(round, within(1e-9));
    assertThat(forecast.epochSeconds()).isCloseTo(10 * round, within(1e-9));
    assertThat(forecast.rounds()).isEqualTo(20);
    assertThat(forecast.runSeconds()).isCloseTo(20 * round, within(1e-9));
    assertThat(forecast.syncShare()).isCloseTo(sync(4, 4, 1) / round, within(1e-9));
    assertThat(forecast.timeStepsPerSecond())
        .isCloseTo(4 * 16 * PlannedJobs.ROWS / round, within(1e-6));
  }

  /** Rounds do not go past the end of an epoch: 100 steps are six rounds of 16 and one of 4. */
  @Test
  void epochsEndRounds() {
    Forecast forecast = of(fixed(4, 16), 4, 1, 100, new StepCost(0.03, 0));
    assertThat(forecast.epochSeconds()).isCloseTo(100 * 0.03 + 7 * sync(4, 4, 1), within(1e-9));
    assertThat(forecast.rounds()).isEqualTo(14);
    Forecast tiny = of(fixed(4, 16), 4, 1, 3, new StepCost(0.03, 0));
    assertThat(tiny.roundSeconds()).isCloseTo(3 * 0.03 + sync(4, 4, 1), within(1e-9));
    assertThat(tiny.rounds()).isEqualTo(2);
  }

  @Test
  void theWarmUpHasRoundsOfOneStep() {
    RoundSpec warm = PlannedJobs.rounds(4, 16, 0.1, Wire.FLOAT32);
    Forecast forecast = of(warm, 4, 1, 160, new StepCost(0.03, 0));
    assertThat(forecast.rounds()).isGreaterThan(20);
    assertThat(forecast.runSeconds())
        .isCloseTo(320 * 0.03 + forecast.rounds() * sync(4, 4, 1), within(1e-9));
  }

  /** The rule of {@code local-steps = auto}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.01, 0.03, 0.1, 1})
  void theAdvisedStepsKeepSyncAtATenth(double stepSeconds) {
    Forecast forecast =
        of(
            PlannedJobs.rounds(4, 0, 0.05, Wire.FLOAT32),
            4,
            1,
            1 << 16,
            new StepCost(stepSeconds, 0));
    double fewest = 9 * sync(4, 4, 1) / stepSeconds;
    assertThat(forecast.advisedLocalSteps())
        .isEqualTo((int) Math.max(4, Math.min(64, Math.ceil(fewest))));
    assertThat(forecast.localSteps()).isEqualTo(forecast.advisedLocalSteps());
    if (fewest <= 64) {
      assertThat(forecast.syncShare()).isLessThanOrEqualTo(0.1);
    }
  }

  @Test
  void theJobsOwnStepsAreKept() {
    Forecast forecast = of(fixed(4, 50), 4, 1, 1000, new StepCost(1, 0));
    assertThat(forecast.localSteps()).isEqualTo(50);
    assertThat(forecast.advisedLocalSteps()).isEqualTo(4);
  }

  @Test
  void gradientAveragingHasOneStep() {
    RoundSpec gradients =
        new RoundSpec(Strategy.GRADIENT_AVERAGING, 4, 1, InnerState.AVERAGE_SECOND);
    Forecast forecast = of(gradients, 4, 1, 100, new StepCost(0.01, 0));
    assertThat(forecast.localSteps()).isEqualTo(1);
    assertThat(forecast.advisedLocalSteps()).isEqualTo(1);
    assertThat(forecast.rounds()).isEqualTo(200);
  }

  @Test
  void shardsOfAnExecutorWaitForEachOther() {
    StepCost step = new StepCost(0.03, 0);
    Forecast six = of(fixed(6, 16), 3, 1, 160, step);
    assertThat(six.roundSeconds()).isCloseTo(2 * 16 * 0.03 + sync(6, 3, 1), within(1e-9));
    Forecast idle = of(fixed(6, 16), 12, 1, 160, step);
    assertThat(idle.roundSeconds()).isEqualTo(of(fixed(6, 16), 6, 1, 160, step).roundSeconds());
    assertThat(idle.executors()).isEqualTo(12);
  }

  @Test
  void efficiencyIsOfOneExecutor() {
    StepCost step = new StepCost(0.03, 0.2);
    Forecast one = of(fixed(1, 16), 1, 1, 1600, step);
    assertThat(one.efficiency(one)).isEqualTo(1);
    double two = of(fixed(2, 16), 2, 1, 800, step).efficiency(one);
    double many = of(fixed(64, 16), 64, 8, 25, step).efficiency(one);
    assertThat(two).isBetween(0.8, 1.0);
    assertThat(many).isLessThan(two);
    double idle = of(fixed(2, 16), 4, 1, 800, step).efficiency(one);
    assertThat(idle).isCloseTo(two / 2, within(1e-9));
  }

  @Test
  void bytesAreThoseOfAllExecutors() {
    RoundSize size = RoundSize.of(PlannedJobs.train(2), fixed(8, 16));
    Forecast driver = of(fixed(8, 16), 8, 1, 100, new StepCost(0.03, 0));
    assertThat(driver.bytesDown()).isEqualTo(8 * (size.commonBytes() + size.stateBytes()));
    assertThat(driver.bytesUp()).isEqualTo(8 * size.updateBytes());
    Forecast sliced = of(fixed(8, 16), 8, 4, 100, new StepCost(0.03, 0));
    assertThat(sliced.bytesUp()).isEqualTo(8 * size.updateBytes() + size.sumBytes(8));
    assertThat(sliced.driverBytes()).isLessThan(driver.driverBytes());
  }

  @Test
  void nothingToLearnIsRefused() {
    assertThatThrownBy(() -> of(fixed(4, 16), 4, 1, 0, new StepCost(1, 0)))
        .hasMessage("got shards without data, expected at least one with");
  }
}
