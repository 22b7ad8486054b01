package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.metric.Tables.ClassLine;
import rondo.model.CounterRandom;
import rondo.network.Matrix;

class TestClassification {
  private static List<String> labels(int classes) {
    return IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
  }

  @Test
  void countsWhatWasTakenForWhat() {
    int[] targets = {0, 0, 0, 1, 1, 2};
    Batch batch = Counts.sequences(6, targets, null);
    Metric metric = Metric.classification(List.of("a", "b", "c", "d"));
    double[] counts = Counts.ofSequences(metric, Counts.highest(4, 0, 0, 1, 1, 0, 0), batch);
    Tables tables = metric.tables(counts).get(0);
    assertThat(tables.confusion().labels()).containsExactly("a", "b", "c", "d");
    assertThat(tables.confusion().counts())
        .isDeepEqualTo(new long[][] {{2, 1, 0, 0}, {1, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}});
    ClassLine a = tables.classes().get(0);
    assertThat(List.of(a.support(), a.predicted(), a.right())).containsExactly(3L, 4L, 2L);
    assertThat(a.precision()).isEqualTo(0.5);
    assertThat(a.recall()).isEqualTo(2 / 3.0);
    assertThat(a.f1()).isEqualTo(4 / 7.0);
    assertThat(tables.classes().get(2).precision()).isZero(); // never found
    assertThat(tables.classes().get(3).f1()).isNaN(); // neither there nor found
    Map<String, Double> values = metric.values(counts);
    assertThat(values.keySet()).containsExactly("accuracy", "macro_f1", "auc");
    assertThat(values).containsEntry("accuracy", 0.5);
    assertThat(values.get("macro_f1")).isCloseTo((4 / 7.0 + 0.5 + 0) / 3, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void areaAndF1AreThoseOfBruteForce(int classes) {
    int rows = 400;
    int[] targets = new int[rows];
    float[] scores = new float[rows * classes];
    for (int row = 0; row < rows; row++) {
      targets[row] = CounterRandom.below(5, row, classes);
      for (int c = 0; c < classes; c++) {
        double lift = targets[row] == c ? 1 : 0;
        scores[row * classes + c] =
            (float) (lift + 3 * CounterRandom.gaussian(6, row * classes + c));
      }
    }
    Batch batch = Counts.batch(new int[] {rows}, null, targets, null);
    Metric metric = Metric.classification(labels(classes));
    double[] counts = Counts.ofSteps(metric, Counts.scores(classes, scores), batch);
    List<ClassLine> lines = metric.tables(counts).get(0).classes();
    double meanArea = 0;
    double meanF1 = 0;
    for (int c = 0; c < classes; c++) {
      double area = area(scores, targets, classes, c);
      ClassLine line = lines.get(c);
      assertThat(line.aucError()).isBetween(0.0, 0.002);
      assertThat(line.auc()).isCloseTo(area, within(line.aucError() + 1e-12));
      meanArea += area / classes;
      meanF1 += f1(scores, targets, classes, c) / classes;
    }
    assertThat(metric.values(counts).get("auc")).isCloseTo(meanArea, within(0.002));
    assertThat(metric.values(counts).get("macro_f1")).isCloseTo(meanF1, within(1e-12));
  }

  /** Over all pairs of one of the class and one of another. */
  private static double area(float[] scores, int[] targets, int classes, int c) {
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < targets.length; i++) {
      for (int j = 0; j < targets.length; j++) {
        if (targets[i] == c && targets[j] != c) {
          double difference =
              probability(scores, i, classes, c) - probability(scores, j, classes, c);
          right += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return right / pairs;
  }

  private static double probability(float[] scores, int row, int classes, int c) {
    double sum = 0;
    for (int other = 0; other < classes; other++) {
      sum += Math.exp(scores[row * classes + other]);
    }
    return Math.exp(scores[row * classes + c]) / sum;
  }

  private static double f1(float[] scores, int[] targets, int classes, int c) {
    double right = 0;
    double all = 0;
    for (int row = 0; row < targets.length; row++) {
      int best = 0;
      for (int other = 1; other < classes; other++) {
        best = scores[row * classes + other] > scores[row * classes + best] ? other : best;
      }
      right += best == c && targets[row] == c ? 1 : 0;
      all += (best == c ? 1 : 0) + (targets[row] == c ? 1 : 0);
    }
    return 2 * right / all;
  }

  @Test
  void surestScoresAreStillApart() {
    // Probabilities that a float cannot tell from 1.
    double[] logOdds = new double[3];
    ScoreHistogram.logOdds(Counts.scores(3, 90, 0, -5), 0, logOdds);
    assertThat(logOdds[0]).isCloseTo(90 - Math.log(1 + Math.exp(-5)), within(1e-12));
    assertThat(logOdds[1]).isCloseTo(-90, within(1e-9));
    assertThat(logOdds[2]).isCloseTo(-95, within(1e-9));
    ScoreHistogram histogram = new ScoreHistogram(4096);
    double[] counts = new double[histogram.counts()];
    histogram.add(counts, 0, 20, false);
    histogram.add(counts, 0, 20.2, true);
    assertThat(histogram.area(counts, 0)).isEqualTo(1);
    assertThat(histogram.error(counts, 0)).isZero();
    histogram.add(counts, 0, Double.POSITIVE_INFINITY, false);
    histogram.add(counts, 0, Double.NEGATIVE_INFINITY, false);
    assertThat(histogram.area(counts, 0)).isEqualTo(2 / 3.0);
  }

  @Test
  void equalScoresAreWorthHalfAndTheErrorSaysSo() {
    ScoreHistogram histogram = new ScoreHistogram(16);
    double[] counts = new double[histogram.counts()];
    histogram.add(counts, 0, 0.1, true);
    histogram.add(counts, 0, 0.11, false);
    assertThat(histogram.area(counts, 0)).isEqualTo(0.5);
    assertThat(histogram.error(counts, 0)).isEqualTo(0.5);
    assertThat(histogram.area(new double[32], 0)).isNaN();
  }

  @Test
  void scoresThatAreNotNumbersAreWrongWhateverTheClass() {
    float nan = Float.NaN;
    Batch batch = Counts.sequences(3, new int[] {0, 1, 1}, null);
    Metric metric = Metric.classification(labels(2));
    Matrix outputs = Counts.scores(2, nan, nan, nan, 1, 0, 1);
    double[] counts = Counts.ofSequences(metric, outputs, batch);
    assertThat(metric.values(counts)).containsEntry("accuracy", 1 / 3.0);
    Tables tables = metric.tables(counts).get(0);
    assertThat(tables.classes().get(1).support()).isEqualTo(2);
    assertThat(tables.classes().get(1).predicted()).isEqualTo(1);
    assertThat(tables.classes().get(0).auc()).isZero();
  }

  @Test
  void manyClassesHaveNoMatrix() {
    int classes = Classification.MOST_CLASSES + 1;
    Metric metric = Metric.classification(labels(classes));
    assertThat(metric.counts()).isEqualTo(3 * classes);
    Batch batch = Counts.sequences(3, new int[] {256, 256, 0}, null);
    double[] counts = Counts.ofSequences(metric, Counts.highest(classes, 256, 7, 0), batch);
    assertThat(metric.values(counts).keySet()).containsExactly("accuracy", "macro_f1");
    assertThat(metric.values(counts)).containsEntry("accuracy", 2 / 3.0);
    assertThat(metric.values(counts).get("macro_f1"))
        .isCloseTo((2 / 3.0 + 0 + 1) / 3, within(1e-12));
    Tables tables = metric.tables(counts).get(0);
    assertThat(tables.confusion()).isNull();
    assertThat(tables.classes().get(256).recall()).isEqualTo(0.5);
    assertThat(tables.classes().get(256).auc()).isNaN();
  }

  @Test
  void chosenClassesHaveNoArea() {
    Batch batch = Counts.batch(new int[] {2}, null, new int[] {0, 1}, null);
    Metric metric = Metric.classification(labels(2));
    double[] counts = new double[metric.counts()];
    metric.counter(batch, counts).classes(new int[] {0, 0}, 0, 2);
    assertThat(metric.values(counts))
        .containsEntry("accuracy", 0.5)
        .containsEntry("auc", Double.NaN);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Metric.classification(Collections.nCopies(1, "a")))
        .hasMessage("labels: got [a], expected at least 2 classes");
    Batch batch = Counts.sequences(1, new int[] {0}, null);
    Metric metric = Metric.classification(List.of("a", "b"));
    Counter counter = metric.counter(batch, new double[metric.counts()]);
    assertThatThrownBy(() -> counter.sequences(Counts.scores(3, 1, 2, 3), 0, 1))
        .hasMessage("outputs: got 3, expected one for each of [a, b]");
  }
}
