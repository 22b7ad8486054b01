package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.network.Matrix;

class TestAccuracy {
  private static double[] accuracy(int[] classes, float... values) {
    Batch batch = Counts.batch(new int[] {classes.length}, null, classes, null);
    return Counts.ofSteps(Metric.accuracy(), Counts.scores(3, values), batch);
  }

  @Test
  void noneCountsNothing() {
    Batch batch = Counts.batch(new int[] {1}, null, new int[] {0}, null);
    double[] counts = Counts.ofSteps(Metric.none(), Counts.scores(3, 1, 2, 3), batch);
    assertThat(counts).isEmpty();
    assertThat(Metric.none().values(counts)).isEmpty();
    assertThat(Metric.none().figures()).isEmpty();
  }

  @Test
  void accuracyCountsTheHighestScore() {
    assertThat(accuracy(new int[] {2, 0}, 1, 2, 3, 1, 2, 3)).containsExactly(1, 2);
    assertThat(accuracy(new int[] {1}, -3, -1, -2)).containsExactly(1, 1);
  }

  @Test
  void aTieGoesToTheFirstAsArgmaxHasIt() {
    assertThat(accuracy(new int[] {0, 1, 2}, 0, 0, 0, 0, 0, 0, 0, 0, 0)).containsExactly(1, 3);
  }

  @Test
  void scoresThatAreNotNumbersAreWrong() {
    float nan = Float.NaN;
    assertThat(accuracy(new int[] {0, 1}, nan, nan, nan, 1, nan, 0)).containsExactly(0, 2);
    assertThat(accuracy(new int[] {0}, 1, nan, 0)).containsExactly(0, 1);
  }

  @Test
  void ofSequencesIsTakenAtTheirClasses() {
    Batch batch = Counts.sequences(3, new int[] {0, 1, 1}, null);
    double[] counts = Counts.ofSequences(Metric.accuracy(), Counts.highest(2, 0, 1, 0), batch);
    assertThat(Metric.accuracy().values(counts)).isEqualTo(Map.of("accuracy", 2 / 3.0));
  }

  @Test
  void classesThatTheModelChoseAreTakenAsTheyAre() {
    Batch batch = Counts.batch(new int[] {2, 1}, null, new int[] {4, 5, 6}, null);
    double[] counts = new double[2];
    Counter counter = Metric.accuracy().counter(batch, counts);
    counter.classes(new int[] {4, 6}, 0, 2);
    counter.classes(new int[] {6, -1}, 2, 1); // what is behind the rows does not count
    assertThat(counts).containsExactly(2, 3);
  }

  @Test
  void sequenceIsRightIfEveryStepIs() {
    // Two sequences of lengths 2 and 1; the first misses an allowed symbol at its last step.
    float[] allowed = {1, 0, 1, 0, 1, 0, 1, 0, 0};
    Batch batch = Counts.batch(new int[] {2, 1}, null, null, allowed);
    Metric metric = Metric.sequenceAccuracy();
    Matrix right = Counts.scores(3, 5, 1, 4, -1, 0, -1, 9, 8, 8);
    assertThat(Counts.ofSteps(metric, right, batch)).containsExactly(2, 2);
    Matrix wrongAtTheEnd = Counts.scores(3, 5, 1, 4, -1, 0, -1, 8, 9, 8);
    assertThat(Counts.ofSteps(metric, wrongAtTheEnd, batch)).containsExactly(1, 2);
    Matrix tie = Counts.scores(3, 5, 4, 4, -1, 0, -1, 9, 8, 8);
    assertThat(Counts.ofSteps(metric, tie, batch)).containsExactly(1, 2);
    assertThat(metric.values(new double[] {1, 2})).isEqualTo(Map.of("accuracy", 0.5));
  }

  @Test
  void whatAMetricCannotCountIsRefused() {
    Batch batch = Counts.batch(new int[] {1}, null, null, new float[] {1});
    Counter counter = Metric.sequenceAccuracy().counter(batch, new double[2]);
    assertThatThrownBy(() -> counter.sequences(Counts.scores(1, 1), 0, 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("takes no outputs of sequences");
    assertThatThrownBy(() -> counter.classes(new int[1], 0, 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("takes no classes");
  }
}
