package rondo.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CounterRandom;
import rondo.network.Matrix;
import rondo.parallel.Parallel;

/** The losses in single precision; their values and gradients are checked against PyTorch. */
class TestLoss {
  private static Batch batch(int rows, int[] classes, float[] values) {
    int[] active = new int[rows];
    Arrays.fill(active, 1);
    return new Batch(active, new int[rows], null, 0, null, classes, values, false);
  }

  private static Matrix matrix(int width, float... values) {
    Matrix matrix = new Matrix(width);
    matrix.reserve(values.length / width);
    for (int row = 0; row < values.length / width; row++) {
      System.arraycopy(values, row * width, matrix.data(), matrix.at(row), width);
    }
    return matrix;
  }

  private static double apply(LossKind kind, Matrix outputs, Batch batch) {
    return Loss.of(kind, Kernels.scalar(), Parallel.single()).apply(outputs, batch);
  }

  private static float[] row(Matrix matrix) {
    return Arrays.copyOfRange(matrix.data(), matrix.at(0), matrix.at(0) + matrix.width());
  }

  @Test
  void softmaxOfExtremeScores() {
    Matrix outputs = matrix(3, 1000, -1000, 0);
    double loss = apply(LossKind.SOFTMAX_CROSS_ENTROPY, outputs, batch(1, new int[] {1}, null));
    assertThat(loss).isCloseTo(2000, within(1e-3));
    assertThat(row(outputs)).containsExactly(new float[] {1, -1, 0}, within(1e-6f));
  }

  @Test
  void sigmoidOfExtremeScores() {
    Matrix outputs = matrix(4, 500, -500, 500, -500);
    double loss =
        apply(LossKind.SIGMOID_CROSS_ENTROPY, outputs, batch(1, null, new float[] {1, 0, 0, 1}));
    assertThat(loss).isCloseTo(1000, within(1e-9));
    assertThat(row(outputs)).containsExactly(new float[] {0, 0, 1, -1}, within(1e-6f));
  }

  @Test
  void squaredErrorIsTheMeanOverOutputs() {
    Matrix outputs = matrix(2, 1, 5);
    double loss = apply(LossKind.MEAN_SQUARED_ERROR, outputs, batch(1, null, new float[] {0, 2}));
    assertThat(loss).isEqualTo(5);
    assertThat(row(outputs)).containsExactly(1, 3);
  }

  @ParameterizedTest
  @EnumSource(LossKind.class)
  void sameBitsOnAnyThreadsAndKernels(LossKind kind) {
    int rows = 50;
    int width = 37;
    float[] scores = new float[rows * width];
    float[] values = new float[rows * width];
    int[] classes = new int[rows];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (4 * CounterRandom.gaussian(1, i));
      values[i] = CounterRandom.below(2, i, 2);
    }
    Arrays.setAll(classes, row -> CounterRandom.below(3, row, width));
    Batch batch =
        kind == LossKind.SOFTMAX_CROSS_ENTROPY
            ? batch(rows, classes, null)
            : batch(rows, null, values);
    Matrix expected = matrix(width, scores);
    double loss = apply(kind, expected, batch);
    for (int threads : new int[] {1, 2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        Matrix outputs = matrix(width, scores);
        Loss other = Loss.of(kind, KernelProvider.choice().kernels(), parallel);
        assertThat(other.apply(outputs, batch)).isEqualTo(loss);
        assertThat(outputs.data()).isEqualTo(expected.data());
      }
    }
  }

  @Test
  void refusesABatchWithoutItsTargets() {
    Batch none = batch(2, null, null);
    assertThatThrownBy(() -> apply(LossKind.SOFTMAX_CROSS_ENTROPY, matrix(2, 0, 0, 0, 0), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("softmax cross-entropy needs target classes");
    assertThatThrownBy(() -> apply(LossKind.MEAN_SQUARED_ERROR, matrix(2, 0, 0, 0, 0), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target values: got 0, expected 2 rows of 2");
    Batch few = batch(2, null, new float[2]);
    assertThatThrownBy(() -> apply(LossKind.SIGMOID_CROSS_ENTROPY, matrix(2, 0, 0, 0, 0), few))
        .hasMessage("target values: got 2, expected 2 rows of 2");
  }

  @Test
  void refusesAClassThatHasNoOutput() {
    for (int bad : new int[] {-1, 2}) {
      Batch batch = batch(2, new int[] {0, bad}, null);
      assertThatThrownBy(() -> apply(LossKind.SOFTMAX_CROSS_ENTROPY, matrix(2, 0, 0, 0, 0), batch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target class: got " + bad + " in output row 1, expected 0 to 1");
    }
  }
}
