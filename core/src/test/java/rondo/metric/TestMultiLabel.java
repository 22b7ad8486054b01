package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.model.CounterRandom;

class TestMultiLabel {
  @Test
  void figuresAreThoseOfBruteForce() {
    int rows = 50;
    int width = 9;
    float[] targets = new float[rows * width];
    float[] scores = new float[rows * width];
    double right = 0;
    double missed = 0;
    double wrong = 0;
    for (int i = 0; i < targets.length; i++) {
      targets[i] = CounterRandom.below(1, i, 4) == 0 ? 1 : 0;
      scores[i] = (float) (CounterRandom.gaussian(2, i) + 2 * targets[i] - 1);
      boolean found = 1 / (1 + Math.exp(-scores[i])) > 0.5;
      right += found && targets[i] == 1 ? 1 : 0;
      missed += !found && targets[i] == 1 ? 1 : 0;
      wrong += found && targets[i] == 0 ? 1 : 0;
    }
    Batch batch = Counts.batch(new int[] {20, 20, 10}, null, null, targets);
    Metric metric = Metric.multiLabel();
    Map<String, Double> values =
        metric.values(Counts.ofSteps(metric, Counts.scores(width, scores), batch));
    assertThat(right).isPositive();
    assertThat(values)
        .containsExactly(
            Map.entry("precision", right / (right + wrong)),
            Map.entry("recall", right / (right + missed)),
            Map.entry("f1", 2 * right / (2 * right + missed + wrong)),
            Map.entry("accuracy", right / (right + missed + wrong)));
  }

  @Test
  void aProbabilityOfOneHalfIsNotIn() {
    Batch batch = Counts.sequences(1, null, new float[] {1, 0});
    Metric metric = Metric.multiLabel();
    double[] counts = Counts.ofSequences(metric, Counts.scores(2, 0, Float.NaN), batch);
    assertThat(metric.values(counts)).containsEntry("precision", 0.0).containsEntry("recall", 0.0);
    assertThat(metric.values(new double[4])).isEmpty();
  }
}
