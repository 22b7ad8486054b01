package rondo.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.error.ExitCode;
import rondo.error.RondoException;
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
    return apply(LossSpec.of(kind), outputs, batch);
  }

  private static double apply(LossSpec kind, Matrix outputs, Batch batch) {
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

  @Test
  void absoluteErrorIsTheMeanOverOutputs() {
    Matrix outputs = matrix(4, 1, 5, -2, 3);
    double loss =
        apply(LossKind.MEAN_ABSOLUTE_ERROR, outputs, batch(1, null, new float[] {0, 2, 1, 3}));
    assertThat(loss).isEqualTo(7 / 4.0);
    assertThat(row(outputs)).containsExactly(0.25f, 0.25f, -0.25f, 0);
  }

  @Test
  void pinballTakesTheQuantilesOfOneTargetAfterThoseOfAnother() {
    Matrix outputs = matrix(4, 1, 6, 2, 2);
    double loss = apply(LossSpec.pinball(0.25, 0.75), outputs, batch(1, null, new float[] {3, 2}));
    assertThat(loss).isEqualTo((0.25 * 2 + 0.25 * 3) / 4);
    assertThat(row(outputs)).containsExactly(-0.25f / 4, 0.25f / 4, 0, 0);
  }

  /** The constant with the least loss is the quantile of the data. */
  @Test
  void pinballIsLeastAtTheQuantile() {
    float[] data = new float[101];
    for (int i = 0; i < data.length; i++) {
      data[i] = i * i;
    }
    double best = Double.POSITIVE_INFINITY;
    int at = -1;
    for (int guess = 0; guess < data.length; guess++) {
      float[] outputs = new float[data.length];
      Arrays.fill(outputs, data[guess]);
      double loss = apply(LossSpec.pinball(0.9), matrix(1, outputs), batch(101, null, data));
      at = loss < best ? guess : at;
      best = Math.min(best, loss);
    }
    assertThat(at).isEqualTo(90);
  }

  @Test
  void weightsOfClassesMultiplyLossAndGradient() {
    LossSpec weighted =
        new LossSpec(LossKind.SOFTMAX_CROSS_ENTROPY, List.of(0.5, 2.0, 0.0), List.of());
    for (int target = 0; target < 3; target++) {
      Matrix plain = matrix(3, 1, -1, 0.5f);
      Matrix outputs = matrix(3, 1, -1, 0.5f);
      Batch batch = batch(1, new int[] {target}, null);
      float weight = weighted.classWeights().get(target).floatValue();
      double loss = apply(LossKind.SOFTMAX_CROSS_ENTROPY, plain, batch);
      assertThat(apply(weighted, outputs, batch)).isEqualTo(weight * loss);
      for (int i = 0; i < 3; i++) {
        assertThat(row(outputs)[i]).isEqualTo(weight * row(plain)[i]);
      }
    }
    assertThatThrownBy(() -> apply(weighted, matrix(2, 0, 0), batch(1, new int[] {0}, null)))
        .hasMessage("class weights: got 3, expected 2");
  }

  static Stream<LossSpec> losses() {
    return Stream.concat(
        Stream.of(LossKind.values()).filter(kind -> kind != LossKind.PINBALL).map(LossSpec::of),
        Stream.of(
            LossSpec.pinball(0.5),
            LossSpec.pinball(0.1, 0.5, 0.9),
            LossSpec.balanced(LongStream.rangeClosed(1, 36).toArray())));
  }

  static Stream<LossSpec> lossesOfValues() {
    return losses().filter(loss -> loss.kind() != LossKind.SOFTMAX_CROSS_ENTROPY);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void sameBitsOnAnyThreadsAndKernels(LossSpec kind) {
    int rows = 50;
    int width = 36;
    float[] scores = new float[rows * width];
    float[] values = new float[rows * width];
    int[] classes = new int[rows];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (4 * CounterRandom.gaussian(1, i));
      values[i] = CounterRandom.below(2, i, 2);
    }
    Arrays.setAll(classes, row -> CounterRandom.below(3, row, width));
    Batch batch =
        kind.kind() == LossKind.SOFTMAX_CROSS_ENTROPY
            ? batch(rows, classes, null)
            : batch(
                rows,
                null,
                Arrays.copyOf(values, values.length / Math.max(1, kind.quantiles().size())));
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

  /** It is looked for only where the loss is no number, so the loss must become none. */
  @ParameterizedTest
  @MethodSource("lossesOfValues")
  void refusesAMissingTargetValue(LossSpec spec) {
    int quantiles = Math.max(1, spec.quantiles().size());
    for (float missing : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Batch batch = batch(3, null, new float[] {1, 0, 1, 0, 1, missing});
      Matrix outputs = matrix(2 * quantiles, new float[6 * quantiles]);
      assertThatThrownBy(() -> apply(spec, outputs, batch))
          .isInstanceOfSatisfying(
              RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_DATA))
          .hasMessage(
              "Target value 1 of output row 2 of a batch is "
                  + missing
                  + ", expected a finite number; drop the rows that lack a target, or fill them"
                  + " in");
    }
  }

  @Test
  void outputsThatAreNoNumbersAreNotTheFaultOfTheData() {
    Matrix outputs = matrix(2, Float.NaN, 0);
    assertThat(apply(LossKind.MEAN_SQUARED_ERROR, outputs, batch(1, null, new float[2]))).isNaN();
  }

  @Test
  void refusesOutputsThatAreNoWholeNumberOfQuantiles() {
    Matrix outputs = matrix(3, 0, 0, 0);
    assertThatThrownBy(
            () -> apply(LossSpec.pinball(0.1, 0.9), outputs, batch(1, null, new float[1])))
        .hasMessage("outputs: got 3 a row, expected a multiple of the 2 quantiles");
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
