package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.data.Split;
import rondo.metric.Tables.ClassLine;
import rondo.model.CounterRandom;
import rondo.network.Matrix;

/** However the data is cut into batches and shards, the sums are the same. */
class TestMerging {
  private static final int WIDTH = 5;
  private static final int SEQUENCES = 12;
  private static final List<String> TAGS = List.of("O", "B-X", "I-X", "B-Y", "I-Y");

  static List<Metric> metrics() {
    return List.of(
        Metric.accuracy(),
        Metric.topK(WIDTH - 1),
        Metric.sequenceAccuracy(),
        Metric.classification(TAGS),
        Metric.entities(TAGS),
        Metric.multiLabel(),
        Metric.text(Map.of(Split.TEST, new TextSize(2, 3, 3)), 0).ofPart(Split.TEST),
        Metric.errors(WIDTH, 1, null),
        Metric.composite(Metric.entities(TAGS), Metric.classification(List.of("a", "b"))));
  }

  /** Sequences from and to, the longest first, as a batch with all targets. */
  private static Batch batch(int from, int to) {
    List<Integer> order = order(from, to);
    int[] active = new int[length(order.get(0))];
    List<Integer> classes = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    for (int t = 0; t < active.length; t++) {
      for (int s : order) {
        if (length(s) > t) {
          active[t]++;
          classes.add(CounterRandom.below(3, key(s, t), WIDTH));
          for (int c = 0; c < WIDTH; c++) {
            values.add((float) CounterRandom.below(4 + c, key(s, t), 2));
          }
        }
      }
    }
    float[] targetValues = new float[values.size()];
    for (int i = 0; i < targetValues.length; i++) {
      targetValues[i] = values.get(i);
    }
    return new Batch(
        active,
        new int[classes.size()],
        1,
        null,
        0,
        null,
        classes.stream().mapToInt(Integer::intValue).toArray(),
        targetValues,
        order.stream().mapToInt(s -> CounterRandom.below(9, s, 2)).toArray(),
        null,
        false);
  }

  private static List<Integer> order(int from, int to) {
    List<Integer> order = new ArrayList<>();
    for (int s = from; s < to; s++) {
      order.add(s);
    }
    order.sort((a, b) -> length(b) - length(a));
    return order;
  }

  private static int length(int s) {
    return 1 + CounterRandom.below(2, s, 6);
  }

  private static long key(int s, int t) {
    return 100L * s + t;
  }

  /** Scores in halves, so that sums of them are exact: close to the target, as of a fair model. */
  private static double[] counts(Metric metric, int from, int to) {
    Batch batch = batch(from, to);
    List<Integer> order = order(from, to);
    Matrix steps = new Matrix(WIDTH);
    steps.reserve(batch.rows());
    for (int t = 0; t < batch.timeSteps(); t++) {
      for (int b = 0; b < batch.activeRows(t); b++) {
        int row = batch.rowOffset(t) + b;
        for (int c = 0; c < WIDTH; c++) {
          int lift = c == batch.targetClasses[row] ? 4 : 0;
          steps.data()[steps.at(row) + c] =
              (CounterRandom.below(20 + c, key(order.get(b), t), 7) + lift) / 2f;
        }
      }
    }
    double[] counts = new double[metric.counts()];
    Counter counter = metric.counter(batch, counts);
    counter.steps(steps, 0, batch.rows());
    if (metric instanceof Composite) {
      Matrix sequences = new Matrix(2);
      sequences.reserve(batch.batchSize());
      for (int b = 0; b < batch.batchSize(); b++) {
        for (int c = 0; c < 2; c++) {
          sequences.data()[sequences.at(b) + c] = CounterRandom.below(30 + c, order.get(b), 9) / 4f;
        }
      }
      counter.sequences(sequences, 0, batch.batchSize());
    }
    counter.end();
    return counts;
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void anyCutGivesTheSameSums(Metric metric) {
    double[] whole = counts(metric, 0, SEQUENCES);
    assertThat(Arrays.stream(whole).sum()).isPositive();
    for (int[] cuts : new int[][] {{1}, {6}, {2, 3, 11}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}) {
      double[] sum = new double[metric.counts()];
      int from = 0;
      for (int cut : cuts) {
        sum = Counts.plus(sum, counts(metric, from, cut));
        from = cut;
      }
      sum = Counts.plus(sum, counts(metric, from, SEQUENCES));
      assertThat(sum).containsExactly(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void figuresAreTheNamesOfTheValues(Metric metric) {
    Map<String, Double> values = metric.values(counts(metric, 0, SEQUENCES));
    assertThat(values.keySet())
        .containsExactlyElementsOf(metric.figures().stream().map(Figure::name).toList());
    assertThat(values.values()).allSatisfy(value -> assertThat(value).isFinite());
    assertThat(metric.values(new double[metric.counts()])).isEmpty();
  }

  @Test
  void aCompositeIsItsPartsWithNamesBefore() {
    Metric tags = Metric.entities(TAGS);
    Metric composite = Metric.composite(tags, Metric.classification(List.of("a", "b")));
    double[] counts = counts(composite, 0, SEQUENCES);
    Map<String, Double> values = composite.values(counts);
    assertThat(values.keySet())
        .containsExactly(
            "tags_precision",
            "tags_recall",
            "tags_f1",
            "tags_token_accuracy",
            "class_accuracy",
            "class_macro_f1",
            "class_auc");
    double f1 = tags.values(counts(tags, 0, SEQUENCES)).get("f1");
    assertThat(values.get("tags_f1")).isEqualTo(f1).isCloseTo(0.6, within(0.39));
    List<Tables> tables = composite.tables(counts);
    assertThat(tables).extracting(Tables::name).containsExactly("tags", "class");
    assertThat(tables.get(0).classes()).extracting(ClassLine::label).containsExactly("X", "Y");
    assertThat(tables.get(1).confusion().labels()).containsExactly("a", "b");
  }
}
