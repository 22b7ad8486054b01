package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.round.RoundMetrics;
import rondo.train.GradientFlow;

class TestRunHistory {
  @Test
  void aShortRunIsKeptAsItIs() {
    RunHistory history = Runs.history(2, 3, 1);
    assertThat(history.points()).hasSize(200);
    assertThat(history.points().get(0)).isEqualTo(Runs.round(1, 3, 1, 2));
    assertThat(history.total().round()).isEqualTo(200);
    assertThat(history.total().timeSteps()).isEqualTo(200 * 6_400);
  }

  @Test
  void aLongRunIsThinnedButAddsUp() {
    RunHistory history = Runs.history(431, 3, 1);
    List<RoundMetrics> points = history.points();
    assertThat(points.size()).isBetween(RunHistory.MAX_POINTS / 2, RunHistory.MAX_POINTS + 1);
    assertThat(points.get(points.size() - 1).round()).isEqualTo(43_100);
    assertThat(points.stream().mapToLong(RoundMetrics::timeSteps).sum()).isEqualTo(43_100L * 6_400);
    assertThat(points.stream().mapToLong(RoundMetrics::clipped).sum())
        .isEqualTo(history.total().clipped());
    assertThat(points).isSortedAccordingTo((a, b) -> Long.compare(a.round(), b.round()));
    assertThat(history.evaluations()).hasSize(431);
    assertThat(history.evaluations().get(430)).isEqualTo(Runs.round(43_100, 3, 1, 431));
  }

  @Test
  void mergedRoundsHaveTheMeanLossOfTheirTimeSteps() {
    RoundMetrics a = Runs.round(1, 3, 1, 0);
    RoundMetrics b = Runs.round(2, 3, 1, 0);
    RoundMetrics both = RoundMerger.merge(a, b);
    assertThat(both.trainLoss()).isCloseTo((a.trainLoss() + b.trainLoss()) / 2, within(1e-12));
    assertThat(both.round()).isEqualTo(2);
    assertThat(both.timeSteps()).isEqualTo(12_800);
    assertThat(both.validLoss()).isNaN();
    double seconds = both.times().all();
    assertThat(both.timeStepsPerSecond()).isCloseTo(12_800 / seconds, within(1e-6));
  }

  @Test
  void theBestEvaluationIsTheLowest() {
    RunHistory history = Runs.history(20, 3, 1);
    double lowest =
        history.evaluations().stream().mapToDouble(RoundMetrics::validLoss).min().orElseThrow();
    assertThat(history.best().validLoss()).isEqualTo(lowest);
    assertThat(history.lastTrainLoss()).isBetween(1.0, 1.1);
    assertThat(new RunHistory().best()).isNull();
    assertThat(new RunHistory().lastTrainLoss()).isNaN();
  }

  @Test
  void theFirstAndTheLastGradientFlowAreKept() {
    RunHistory history = new RunHistory();
    for (int round = 0; round <= 500; round += 100) {
      history.gradientFlow(round, new GradientFlow(new double[][] {{round}}));
    }
    assertThat(history.firstFlow().round()).isZero();
    assertThat(history.lastFlow().round()).isEqualTo(500);
  }
}
