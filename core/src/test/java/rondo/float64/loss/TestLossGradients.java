package rondo.float64.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.float64.data.Batch;
import rondo.float64.kernel.Kernels;
import rondo.float64.model.CounterRandom;
import rondo.float64.network.Matrix;
import rondo.float64.parallel.Parallel;

/** Central differences of each loss with respect to the outputs alone, in double precision. */
class TestLossGradients {
  private static final int ROWS = 4;
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "SOFTMAX_CROSS_ENTROPY, 2, 1", "SOFTMAX_CROSS_ENTROPY, 16, 5", "SOFTMAX_CROSS_ENTROPY, 37, 12",
    "MEAN_SQUARED_ERROR, 1, 1", "MEAN_SQUARED_ERROR, 16, 5", "MEAN_SQUARED_ERROR, 37, 12",
    "SIGMOID_CROSS_ENTROPY, 1, 1", "SIGMOID_CROSS_ENTROPY, 16, 5", "SIGMOID_CROSS_ENTROPY, 37, 12",
    "MEAN_ABSOLUTE_ERROR, 1, 1", "MEAN_ABSOLUTE_ERROR, 37, 12"
  })
  void gradientOfTheSum(LossKind kind, int width, double scale) {
    check(LossSpec.of(kind), width, scale);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "16, 5", "37, 12"})
  void gradientOfTheQuantileLoss(int targets, double scale) {
    check(LossSpec.pinball(0.1, 0.5, 0.9), 3 * targets, scale);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "16, 5", "37, 12"})
  void gradientOfWeightedClasses(int width, double scale) {
    check(LossSpec.balanced(LongStream.rangeClosed(1, width).toArray()), width, scale);
  }

  private static void check(LossSpec spec, int width, double scale) {
    Loss loss = Loss.of(spec, Kernels.scalar(), Parallel.single());
    Batch batch = batch(spec, width);
    double[] scores = new double[ROWS * width];
    Arrays.setAll(scores, i -> scale * CounterRandom.gaussian(4, i));
    Matrix gradient = matrix(scores, width);
    loss.apply(gradient, batch);
    for (int i = 0; i < scores.length; i++) {
      double[] moved = scores.clone();
      moved[i] += STEP;
      double above = loss.apply(matrix(moved, width), batch);
      moved[i] -= 2 * STEP;
      double below = loss.apply(matrix(moved, width), batch);
      double got = gradient.data()[gradient.at(i / width) + i % width];
      double expected = (above - below) / (2 * STEP);
      assertThat(got).as("output " + i).isCloseTo(expected, within(1e-8 * scale));
    }
  }

  private static Batch batch(LossSpec spec, int width) {
    boolean classes = spec.kind() == LossKind.SOFTMAX_CROSS_ENTROPY;
    int[] targets = new int[ROWS];
    Arrays.setAll(targets, row -> CounterRandom.below(5, row, width));
    double[] values = new double[ROWS * width / Math.max(1, spec.quantiles().size())];
    Arrays.setAll(values, i -> CounterRandom.below(6, i, 2));
    return new Batch(
        new int[] {3, 1},
        new int[ROWS],
        null,
        0,
        null,
        classes ? targets : null,
        classes ? null : values,
        false);
  }

  private static Matrix matrix(double[] values, int width) {
    Matrix matrix = new Matrix(width);
    matrix.reserve(ROWS);
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(values, row * width, matrix.data(), matrix.at(row), width);
    }
    return matrix;
  }
}
