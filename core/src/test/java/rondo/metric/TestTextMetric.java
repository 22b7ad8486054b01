package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.data.Split;
import rondo.network.Matrix;

class TestTextMetric {
  private static final Map<Split, TextSize> SIZES =
      Map.of(Split.VALIDATION, new TextSize(4, 10, 8), Split.TEST, new TextSize(2, 4, 4));

  /** Two batches of two tokens: scores, targets, and what they cost. */
  private static double[] counts(Metric metric) {
    double[] counts = new double[metric.counts()];
    for (int[] targets : new int[][] {{0, 2}, {1, 1}}) {
      Batch batch = new Batch(new int[] {2}, new int[2], null, 0, null, targets, null, false);
      Matrix outputs = new Matrix(3);
      outputs.reserve(2);
      outputs.data()[outputs.at(0) + targets[0]] = 1; // the first one is right
      outputs.data()[outputs.at(1)] = 1; // 0 is wrong
      Counter counter = metric.counter(batch, counts);
      counter.steps(outputs, 0, 2);
      counter.loss(3);
      counter.end();
    }
    return counts;
  }

  @Test
  void figuresAreThoseOfTheWholePart() {
    Metric metric = Metric.text(SIZES, 0);
    Map<String, Double> values = metric.values(counts(metric.ofPart(Split.VALIDATION)));
    assertThat(values.keySet())
        .containsExactly(
            "accuracy", "perplexity", "bits_per_byte", "nats_per_character", "unknown");
    assertThat(values.get("accuracy")).isEqualTo(0.5);
    assertThat(values.get("perplexity")).isCloseTo(Math.exp(1.5), within(1e-12));
    assertThat(values.get("bits_per_byte")).isCloseTo(6 / Math.log(2) / 10, within(1e-12));
    assertThat(values.get("nats_per_character")).isEqualTo(0.75);
    assertThat(values.get("unknown")).isEqualTo(0.25);
    // Of the test part only half as many tokens are told: it has four bytes each two tokens.
    Map<String, Double> test = metric.values(counts(metric.ofPart(Split.TEST)));
    assertThat(test.get("bits_per_byte")).isCloseTo(6 / Math.log(2) / 8, within(1e-12));
  }

  @Test
  void withoutAnUnknownTokenThereIsNoShareOfIt() {
    Metric metric = Metric.text(SIZES, -1);
    assertThat(metric.figures())
        .extracting(Figure::name)
        .containsExactly("accuracy", "perplexity", "bits_per_byte", "nats_per_character");
    assertThat(metric.figures())
        .extracting(Figure::higherIsBetter)
        .isEqualTo(List.of(true, false, false, false));
    assertThat(metric.values(counts(metric.ofPart(Split.TEST)))).doesNotContainKey("unknown");
  }
}
