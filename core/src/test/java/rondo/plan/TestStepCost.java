package rondo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestStepCost {
  /** Of 128 executors whose steps differ by a fifth. */
  @Test
  void manyStepsARoundHideTheSlowest() {
    StepCost step = new StepCost(2, 0.2);
    assertThat(step.slowest(1, 128) / 2).isCloseTo(1.62, within(0.005));
    assertThat(step.slowest(16, 128) / 32).isCloseTo(1.16, within(0.005));
    assertThat(step.slowest(64, 128) / 128).isCloseTo(1.08, within(0.005));
  }

  @Test
  void oneExecutorWaitsForNobody() {
    assertThat(new StepCost(2, 0.5).slowest(3, 1)).isEqualTo(6);
  }

  @Test
  void aStepTakesTime() {
    assertThatThrownBy(() -> new StepCost(0, 0))
        .hasMessage("got 0.0, expected seconds, more than 0");
    assertThatThrownBy(() -> new StepCost(Double.NaN, 0)).hasMessageContaining("got NaN");
    assertThatThrownBy(() -> new StepCost(1, -1))
        .hasMessage("spread: got -1.0, expected 0 or more");
  }
}
