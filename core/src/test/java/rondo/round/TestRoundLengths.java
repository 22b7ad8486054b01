package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.wire.Wire;

class TestRoundLengths {
  private static RoundSpec spec(int shards, int localSteps, double warmup) {
    Strategy strategy = Strategy.BLOCK_MOMENTUM;
    return new RoundSpec(
        strategy,
        shards,
        localSteps,
        InnerState.AVERAGE_SECOND,
        OuterSpec.of(strategy, Math.max(1, shards)),
        Wire.FLOAT32,
        Reduce.AUTO,
        warmup,
        0.1);
  }

  private static List<Integer> all(RoundLengths lengths, long stepsPerEpoch, long totalSteps) {
    List<Integer> steps = new ArrayList<>();
    for (long at = 0; at < totalSteps; ) {
      steps.add(lengths.steps(steps.size(), at, stepsPerEpoch, totalSteps));
      at += steps.get(steps.size() - 1);
    }
    return steps;
  }

  @Test
  void oneStepWhileWarmingUpThenTwiceAsManyEachRound() {
    RoundLengths lengths = RoundLengths.of(spec(4, 16, 0.05), 100);
    assertThat(all(lengths, 50, 100)).startsWith(1, 1, 1, 1, 2, 4, 8, 16, 16);
    assertThat(lengths.rounds(0, 0, 50, 100)).isEqualTo(all(lengths, 50, 100).size());
  }

  @Test
  void roundsEndWithEpochs() {
    RoundLengths lengths = RoundLengths.of(spec(4, 16, 0), 60);
    assertThat(all(lengths, 25, 60)).containsExactly(16, 9, 16, 9, 10);
  }

  /** So that a run with a recorded H can repeat one that measured it. */
  @Test
  void theWarmUpDoesNotDependOnTheSteps() {
    long warmup = RoundLengths.of(spec(4, RoundSpec.MEASURED, 0.05), 100_000).warmup();
    assertThat(warmup).isEqualTo(313);
    for (int localSteps : new int[] {2, 16, 64}) {
      assertThat(RoundLengths.of(spec(4, localSteps, 0.05), 100_000).warmup()).isEqualTo(warmup);
    }
    assertThat(RoundLengths.of(spec(4, 16, 0.05), 100_000))
        .isEqualTo(RoundLengths.of(spec(4, RoundSpec.MEASURED, 0.05), 100_000).measured(16));
  }

  @Test
  void oneShardNeedsNone() {
    assertThat(RoundLengths.of(spec(1, 50, 0.05), 1000).warmup()).isZero();
    assertThat(all(RoundLengths.of(spec(1, 50, 0.05), 120), 60, 120))
        .containsExactly(50, 10, 50, 10);
  }

  @Test
  void asksForWhatWasMeasuredAfterTheWarmUp() {
    RoundLengths unknown = RoundLengths.of(spec(4, RoundSpec.MEASURED, 0.05), 640);
    assertThat(unknown.warmup()).isEqualTo(4);
    assertThat(unknown.mustBeKnown(3)).isFalse();
    assertThat(unknown.mustBeKnown(4)).isTrue();
    assertThat(unknown.measured(8).mustBeKnown(4)).isFalse();
    assertThat(unknown.steps(3)).isEqualTo(1);
  }

  @Test
  void doublingsDoNotOverflow() {
    RoundLengths lengths = RoundLengths.of(spec(4, Integer.MAX_VALUE, 0.05), 1000);
    for (int round = 0; round < 200; round++) {
      assertThat(lengths.steps(round)).isPositive();
    }
    assertThat(lengths.steps(100)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void measuresHowManyStepsMakeNineTenths() {
    MeasuredSteps measured = new MeasuredSteps();
    assertThat(measured.localSteps()).isEqualTo(4);
    measured.add(100, 1); // while code is compiled
    measured.add(90, 1);
    measured.add(3, 1);
    measured.add(3.5, 1);
    measured.add(3.2, 1);
    assertThat(measured.localSteps()).isEqualTo((int) Math.ceil(9 * 2.2));
    for (int i = 0; i < 20; i++) {
      measured.add(1000, 1);
    }
    assertThat(measured.localSteps()).isEqualTo(64);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> spec(4, RoundSpec.MEASURED, 0))
        .hasMessageContaining("local-steps = auto");
    assertThatThrownBy(() -> spec(0, 4, 0)).hasMessage("shards: got 0, expected 1 to 65536");
    assertThatThrownBy(() -> spec(4, 4, 1.5)).hasMessage("warmup: got 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new RoundSpec(Strategy.GRADIENT_AVERAGING, 2, 3, InnerState.AVERAGE))
        .hasMessage("local-steps: got 3, expected 1 with gradient-averaging");
  }
}
