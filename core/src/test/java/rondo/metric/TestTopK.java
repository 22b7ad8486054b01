package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.network.Matrix;

class TestTopK {
  private static final int KNOWN = 12;

  /** Class c has rank c + 1, but for the last one, which stands for all others and is highest. */
  private static Map<String, Double> figures(int... events) {
    float[] scores = new float[(KNOWN + 1) * events.length];
    for (int i = 0; i < scores.length; i++) {
      int c = i % (KNOWN + 1);
      scores[i] = c == KNOWN ? 100 : -c;
    }
    Matrix outputs = Counts.scores(KNOWN + 1, scores);
    Batch batch = Counts.batch(new int[] {events.length}, null, events, null);
    Metric metric = Metric.topK(KNOWN);
    return metric.values(Counts.ofSteps(metric, outputs, batch));
  }

  @Test
  void countsByRankAmongKnownEvents() {
    assertThat(figures(0, 1, 2, 3, 4, 5, 8, 9, 0, 0))
        .isEqualTo(
            Map.of("accuracy", 0.3, "top_3", 0.5, "top_5", 0.7, "top_9", 0.9, "unknown", 0.0));
  }

  @Test
  void whatIsUnknownIsNeverAHit() {
    assertThat(figures(KNOWN, 0))
        .isEqualTo(
            Map.of("accuracy", 0.5, "top_3", 0.5, "top_5", 0.5, "top_9", 0.5, "unknown", 0.5));
  }

  @Test
  void scoresThatAreNotNumbersComeLast() {
    float[] scores = new float[KNOWN + 1];
    Arrays.fill(scores, Float.NaN);
    Batch batch = Counts.batch(new int[] {1}, null, new int[] {9}, null);
    Metric metric = Metric.topK(KNOWN);
    assertThat(metric.values(Counts.ofSteps(metric, Counts.scores(KNOWN + 1, scores), batch)))
        .containsEntry("top_9", 0.0);
  }
}
