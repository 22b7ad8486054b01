package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.model.CounterRandom;

class TestNextSets {
  private static final int WIDTH = 7;
  private static final int[] ACTIVE = {5, 3, 3, 1}; // 7 of 12 time steps are not the first
  private static final int ROWS = 12;

  private static float[] targets() {
    float[] targets = new float[ROWS * WIDTH];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = CounterRandom.below(1, i, 3) == 0 ? 1 : 0;
    }
    return targets;
  }

  @Test
  void theFirstTimeStepOfASequenceIsNotCounted() {
    float[] targets = targets();
    float[] scores = new float[targets.length];
    double nats = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (3 * CounterRandom.gaussian(2, i));
      double probability = 1 / (1 + Math.exp(-scores[i]));
      if (i >= ACTIVE[0] * WIDTH) {
        nats -= Math.log(targets[i] == 1 ? probability : 1 - probability);
      }
    }
    Metric metric = Metric.nextSets();
    Batch batch = Counts.batch(ACTIVE, null, null, targets);
    Map<String, Double> values =
        metric.values(Counts.ofSteps(metric, Counts.scores(WIDTH, scores), batch));

    assertThat(values.get("nats_after_first")).isCloseTo(nats / 7, within(1e-9));
    assertThat(values.keySet())
        .containsExactlyElementsOf(metric.figures().stream().map(Figure::name).toList());
    Metric sets = Metric.multiLabel();
    assertThat(values)
        .containsAllEntriesOf(
            sets.values(Counts.ofSteps(sets, Counts.scores(WIDTH, scores), batch)));
  }

  @Test
  void scoresOfAnySizeAreTold() {
    Metric metric = Metric.nextSets();
    Batch batch = Counts.batch(new int[] {1, 1}, null, null, new float[] {0, 0, 1, 0});
    double[] counts = Counts.ofSteps(metric, Counts.scores(2, 0, 0, 1000, 1000), batch);

    assertThat(metric.values(counts)).containsEntry("nats_after_first", 1000.0);
  }

  @Test
  void withoutALaterTimeStepThereIsNoValue() {
    Metric metric = Metric.nextSets();
    Batch batch = Counts.batch(new int[] {2}, null, null, new float[] {1, 0, 1, 1});
    double[] counts = Counts.ofSteps(metric, Counts.scores(2, 1, 1, 1, 1), batch);

    assertThat(metric.values(counts).get("nats_after_first")).isNaN();
    assertThat(metric.values(new double[metric.counts()])).isEmpty();
  }
}
