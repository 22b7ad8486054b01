package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.network.Matrix;

class TestMetricKind {
  private static Matrix scores(int width, float... values) {
    Matrix matrix = new Matrix(width);
    matrix.reserve(values.length / width);
    for (int row = 0; row < values.length / width; row++) {
      System.arraycopy(values, row * width, matrix.data(), matrix.at(row), width);
    }
    return matrix;
  }

  private static Batch batch(int[] activeRows, int[] classes, float[] values) {
    int rows = classes != null ? classes.length : values.length / 3;
    return new Batch(activeRows, new int[rows], null, 0, null, classes, values, false);
  }

  /** Right and counted, whatever the blocks. */
  private static long[] count(MetricKind kind, Matrix outputs, Batch batch) {
    MetricKind.Counter whole = kind.counter(batch);
    whole.accept(outputs, 0, batch.outputCount());
    MetricKind.Counter blocks = kind.counter(batch);
    for (int row = 0; row < batch.outputCount(); row++) {
      Matrix one = new Matrix(outputs.width());
      one.reserve(1);
      System.arraycopy(outputs.data(), outputs.at(row), one.data(), one.at(0), outputs.stride());
      blocks.accept(one, row, 1);
    }
    assertThat(blocks.right).isEqualTo(whole.right);
    assertThat(blocks.counted).isEqualTo(whole.counted);
    return new long[] {whole.right, whole.counted};
  }

  private static long[] accuracy(int[] classes, float... values) {
    Batch batch = batch(new int[] {classes.length}, classes, null);
    return count(MetricKind.ACCURACY, scores(3, values), batch);
  }

  @Test
  void noneCountsNothing() {
    Batch batch = batch(new int[] {1}, new int[] {0}, null);
    assertThat(count(MetricKind.NONE, scores(3, 1, 2, 3), batch)).containsExactly(0, 0);
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
  void sequenceIsRightIfEveryStepIs() {
    // Two sequences of lengths 2 and 1; the first misses an allowed symbol at its last step.
    float[] allowed = {1, 0, 1, 0, 1, 0, 1, 0, 0};
    Batch batch = batch(new int[] {2, 1}, null, allowed);
    Matrix right = scores(3, 5, 1, 4, -1, 0, -1, 9, 8, 8);
    assertThat(count(MetricKind.SEQUENCE_ACCURACY, right, batch)).containsExactly(2, 2);
    Matrix wrongAtTheEnd = scores(3, 5, 1, 4, -1, 0, -1, 8, 9, 8);
    assertThat(count(MetricKind.SEQUENCE_ACCURACY, wrongAtTheEnd, batch)).containsExactly(1, 2);
    Matrix tie = scores(3, 5, 4, 4, -1, 0, -1, 9, 8, 8);
    assertThat(count(MetricKind.SEQUENCE_ACCURACY, tie, batch)).containsExactly(1, 2);
  }
}
