package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.metric.Metric;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

class TestGoal {
  private static final RoundSpec ONE =
      new RoundSpec(RoundSpec.Strategy.PARAMETER_AVERAGING, 1, 50, RoundSpec.InnerState.AVERAGE);

  /** Of each epoch: validation loss, right of ten. */
  private static final double[][] EPOCHS = {
    {1, 2}, {0.5, 1}, {2, 5}, {0.1, 3}, {0.2, 5}, {0.3, 4}, {0.4, 9}
  };

  /** A shard whose evaluations are given. */
  private static final class Told extends WorkerShards {
    private final List<Evaluation> evaluations;
    private int next;

    Told(TrainSpec spec, List<Evaluation> evaluations, int next) {
      super(List.of(new RaggedTokens(RaggedTokens.random(6, 5, 6, 1))), spec, ONE);
      this.evaluations = evaluations;
      this.next = next;
    }

    @Override
    public Metric metric() {
      return Metric.accuracy();
    }

    @Override
    public Evaluation evaluate(float[] parameters, Split split) {
      return evaluations.get(next++);
    }
  }

  private static List<Evaluation> evaluations() {
    List<Evaluation> all = new ArrayList<>();
    for (double[] epoch : EPOCHS) {
      all.add(new Evaluation(epoch[0], 1, new double[] {epoch[1], 10}));
    }
    return all;
  }

  private static final class Seen implements RoundListener {
    private final List<Long> kept = new ArrayList<>();
    private final List<LoopState> states = new ArrayList<>();

    @Override
    public void kept(RoundMetrics metrics, float[] parameters) {
      kept.add(metrics.round());
    }

    @Override
    public void done(LoopState state) {
      states.add(state);
    }
  }

  private static TrainResult run(
      String goal, int patience, List<Evaluation> evaluations, LoopState start, Seen seen) {
    TrainSpec spec = TestRoundLoop.spec(0.01, EPOCHS.length);
    int done = start == null ? 0 : (int) start.rounds();
    try (Told runner = new Told(spec, evaluations, done)) {
      LoopOptions options = new LoopOptions(patience, false, goal);
      RoundLoop loop = new RoundLoop(spec, ONE, options, runner, seen);
      return start == null ? loop.run(TestRoundLoop.initial(spec)) : loop.run(start);
    }
  }

  @Test
  void theBestModelHasTheLowestLossUnlessTheJobSaysOtherwise() {
    Seen byLoss = new Seen();
    assertThat(run("loss", 0, evaluations(), null, byLoss).round()).isEqualTo(4);
    assertThat(byLoss.kept).containsExactly(1L, 2L, 4L);
    Seen byAccuracy = new Seen();
    TrainResult best = run("accuracy", 0, evaluations(), null, byAccuracy);
    assertThat(byAccuracy.kept).containsExactly(1L, 3L, 7L);
    assertThat(best.round()).isEqualTo(7);
    assertThat(best.validLoss()).isEqualTo(0.4); // of that model, not the lowest
  }

  @Test
  void trainingStopsWhenTheMetricGetsNoBetter() {
    TrainResult stopped = run("accuracy", 2, evaluations(), null, new Seen());
    assertThat(stopped.rounds()).isEqualTo(5); // 5 of 10 again is not better
    assertThat(stopped.round()).isEqualTo(3);
    assertThat(run("loss", 2, evaluations(), null, new Seen()).rounds()).isEqualTo(6);
  }

  @Test
  void aRunThatGoesOnRemembersTheBestFigure() {
    Seen first = new Seen();
    TrainResult whole = run("accuracy", 0, evaluations(), null, first);
    for (int after = 1; after < EPOCHS.length; after++) {
      Seen rest = new Seen();
      TrainResult resumed = run("accuracy", 0, evaluations(), first.states.get(after - 1), rest);
      int from = after;
      assertThat(rest.kept)
          .containsExactlyElementsOf(first.kept.stream().filter(round -> round > from).toList());
      assertThat(resumed.round()).isEqualTo(whole.round());
      assertThat(resumed.parameters()).containsExactly(whole.parameters());
    }
  }

  @Test
  void untilTheFigureHasAValueTheLatestModelIsKept() {
    List<Evaluation> evaluations = evaluations();
    evaluations.set(0, new Evaluation(1, 1, new double[] {0, 0}));
    evaluations.set(1, new Evaluation(1, 1, new double[] {Double.NaN, 10}));
    Seen seen = new Seen();
    run("accuracy", 0, evaluations, null, seen);
    assertThat(seen.kept).containsExactly(1L, 2L, 3L, 7L);
  }

  @Test
  void errorsShouldBeLow() {
    Metric errors = Metric.errors(1, 1, null);
    Goal goal = Goal.of(errors, "rmse");
    double[] small = {2, 1, 1, 0, 0};
    double[] large = {2, 3, 9, 0, 0};
    assertThat(goal.height(new Evaluation(0, 2, small)))
        .isLessThan(goal.height(new Evaluation(0, 2, large)));
    assertThat(goal.height(Evaluation.NONE)).isEqualTo(Double.POSITIVE_INFINITY);
    Goal r2 = Goal.of(errors, "r2");
    double[] close = {2, 0.1, 0.1, 0, 2};
    double[] far = {2, 1, 1, 0, 2};
    assertThat(r2.height(new Evaluation(0, 2, close)))
        .isLessThan(r2.height(new Evaluation(0, 2, far)));
  }

  @Test
  void aFigureThatTheMetricLacksIsRefused() {
    assertThatThrownBy(() -> Goal.of(Metric.entities(List.of("O", "B-X")), "f2"))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "training.early-stopping.metric: got f2, expected loss or precision, recall, f1,"
                + " token_accuracy")
        .extracting(e -> ((RondoException) e).exitCode())
        .isEqualTo(ExitCode.CONFIG);
    assertThatThrownBy(() -> Goal.of(Metric.none(), "accuracy"))
        .hasMessage(
            "training.early-stopping.metric: got accuracy, expected loss, for this task has no"
                + " other");
  }
}
