package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TestStepTimer {
  private long now; // ns
  private int steps;

  private List<Double> measure(double seconds, DoubleSupplier secondsOfStep) {
    timer =
        new StepTimer(
            () -> {
              now += (long) (1e9 * secondsOfStep.getAsDouble());
              return ++steps;
            },
            seconds,
            () -> now);
    return timer.measure();
  }

  private StepTimer timer;

  @Test
  void tellsStepsASecondAndTheLossOfAFixedStep() {
    List<Double> windows = measure(4, () -> 0.01);
    assertThat(windows).hasSizeBetween(9, 10);
    assertThat(windows).allSatisfy(w -> assertThat(w).isCloseTo(100, Percentage.withPercentage(1)));
    assertThat(timer.loss()).isEqualTo(StepTimer.LOSS_STEP);
  }

  @Test
  void slowStepsAreMeasuredThreeTimesAllTheSame() {
    assertThat(measure(1, () -> 7)).hasSize(3);
    assertThat(steps).isGreaterThanOrEqualTo(StepTimer.LOSS_STEP + 3);
  }

  @Test
  void whatGetsFasterForThreeSecondsIsNotMeasuredBefore() {
    List<Double> windows = measure(1, () -> now < 3_000_000_000L ? 0.1 - now * 3e-11 : 0.01);
    assertThat(windows).allSatisfy(w -> assertThat(w).isCloseTo(100, Percentage.withPercentage(1)));
  }

  @Test
  void whatNeverSettlesIsMeasuredInTheEnd() {
    measure(1, () -> 0.1 / (1 + now * 1e-9));
    assertThat(now * 1e-9).isBetween(10.0, 13.0);
  }

  @Test
  void settledMeansNoBetterThanBefore() {
    assertThat(StepTimer.settled(List.of(10.0, 10.0, 10.0))).isFalse();
    assertThat(StepTimer.settled(List.of(10.0, 10.0, 10.0, 10.2))).isTrue();
    assertThat(StepTimer.settled(List.of(10.0, 10.0, 10.0, 11.0))).isFalse();
  }
}
