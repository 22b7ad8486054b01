package rondo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import rondo.model.CounterRandom;
import rondo.plan.CostFit.Sample;
import rondo.round.RoundSize;

class TestCostFit {
  private static final SyncCosts TRUE = new SyncCosts(0.012, 6e-4, 5e-5, 1.5e9, 3e9, 1e-3);

  /** Rounds as E9 measures them, which take what {@code costs} say, give or take {@code noise}. */
  private static List<Sample> samples(SyncCosts costs, Bandwidth bandwidth, double noise) {
    List<Sample> samples = new ArrayList<>();
    for (int shards : new int[] {1, 2, 4, 8, 16}) {
      for (long parameters : new long[] {1_000, 300_000, 1_000_000, 4_000_000}) {
        for (int slices : new int[] {1, 2, 4}) {
          RoundSize size = new RoundSize(parameters, 0, 3, 0, 4 * parameters + 1024);
          SyncWork work = SyncWork.of(size, shards, Math.min(shards, 2), slices);
          double factor = 1 + noise * CounterRandom.gaussian(7, samples.size());
          samples.add(new Sample(work, costs.seconds(work, bandwidth) * factor));
        }
      }
    }
    return samples;
  }

  @Test
  void findsTheCostsThatMadeTheRounds() {
    for (Bandwidth bandwidth : List.of(Bandwidth.UNLIMITED, Bandwidth.parse("1g"))) {
      SyncCosts found = CostFit.fit(samples(TRUE, bandwidth, 0), bandwidth);
      Percentage near = Percentage.withPercentage(1e-4);
      assertThat(found.stageSeconds()).isCloseTo(TRUE.stageSeconds(), near);
      assertThat(found.taskSeconds()).isCloseTo(TRUE.taskSeconds(), near);
      assertThat(found.blockSeconds()).isCloseTo(TRUE.blockSeconds(), near);
      assertThat(found.serializedBytesPerSecond()).isCloseTo(TRUE.serializedBytesPerSecond(), near);
      assertThat(found.addedBytesPerSecond()).isCloseTo(TRUE.addedBytesPerSecond(), near);
    }
  }

  @Test
  void roundsThatDifferByATenthAreExplainedAllTheSame() {
    SyncCosts found = CostFit.fit(samples(TRUE, Bandwidth.UNLIMITED, 0.1), Bandwidth.UNLIMITED);
    for (Sample sample : samples(TRUE, Bandwidth.UNLIMITED, 0)) {
      assertThat(found.seconds(sample.work(), Bandwidth.UNLIMITED))
          .isCloseTo(sample.seconds(), Percentage.withPercentage(15));
    }
  }

  /** Free sums would come out a little below nothing where rounds are noisy. */
  @Test
  void noCostIsNegative() {
    SyncCosts free = new SyncCosts(0.012, 6e-4, 0, 1.5e9, Double.POSITIVE_INFINITY, 1e-3);
    SyncCosts exact = CostFit.fit(samples(free, Bandwidth.UNLIMITED, 0), Bandwidth.UNLIMITED);
    assertThat(exact.blockSeconds()).isCloseTo(0, within(1e-9));
    assertThat(exact.addedBytesPerSecond()).isGreaterThan(1e13);
    SyncCosts noisy = CostFit.fit(samples(free, Bandwidth.UNLIMITED, 0.3), Bandwidth.UNLIMITED);
    assertThat(noisy.blockSeconds()).isNotNegative();
    assertThat(noisy.addedBytesPerSecond()).isPositive();
  }

  @Test
  void fewRoundsTellNothing() {
    List<Sample> few = samples(TRUE, Bandwidth.UNLIMITED, 0).subList(0, 4);
    assertThatThrownBy(() -> CostFit.fit(few, Bandwidth.UNLIMITED))
        .hasMessage("measured rounds: got 4, expected at least 5");
  }
}
