package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.model.CounterRandom;
import rondo.model.ParameterLayout;
import rondo.parallel.Parallel;

/** The conditional random field against all paths, written out, and its limits. */
class TestCrf {
  private static final int K = 3;

  /** Scores, transitions, start and end of random size. */
  private static float[] random(long seed, int size, double scale) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * CounterRandom.gaussian(seed, i));
    }
    return values;
  }

  private static Crf crf(float[] parameters, int classes, Parallel parallel) {
    Crf crf = new Crf(classes, new ParameterLayout.Builder(), parallel);
    crf.prepare(parameters);
    return crf;
  }

  private static int parameters(int classes) {
    return classes * classes + 2 * classes;
  }

  private static Batch batch(int classes, int... activeRows) {
    int rows = Arrays.stream(activeRows).sum();
    int[] targets = new int[rows];
    Arrays.setAll(targets, row -> CounterRandom.below(9, row, classes));
    return new Batch(activeRows, new int[rows], null, 0, null, targets, null, false);
  }

  private static Matrix matrix(int width, float[] values) {
    Matrix matrix = new Matrix(width);
    matrix.reserve(values.length / width);
    for (int row = 0; row < values.length / width; row++) {
      System.arraycopy(values, row * width, matrix.data(), matrix.at(row), width);
    }
    return matrix;
  }

  /** The score of a path of one sequence, as the Javadoc of {@link Crf} has it. */
  private static double score(float[] parameters, float[] y, int[] path) {
    int last = path.length - 1;
    double score = (double) parameters[K * K + path[0]] + parameters[K * K + K + path[last]];
    for (int t = 0; t <= last; t++) {
      score += y[t * K + path[t]];
      score += t == 0 ? 0 : parameters[path[t - 1] * K + path[t]];
    }
    return score;
  }

  private static int[] path(int number, int length) {
    int[] path = new int[length];
    for (int t = 0; t < length; t++) {
      path[t] = number % K;
      number /= K;
    }
    return path;
  }

  static IntStream lengths() {
    return IntStream.rangeClosed(1, 4);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void isTheSumOverAllPaths(int length) {
    for (int seed = 0; seed < 20; seed++) {
      float[] parameters = random(seed, parameters(K), 2);
      float[] y = random(100 + seed, length * K, 2);
      int[] active = new int[length];
      Arrays.fill(active, 1);
      Batch batch = batch(K, active);
      int paths = (int) Math.pow(K, length);
      double z = 0;
      double[] probability = new double[length * K];
      int[] best = null;
      for (int number = 0; number < paths; number++) {
        int[] path = path(number, length);
        double power = Math.exp(score(parameters, y, path));
        z += power;
        for (int t = 0; t < length; t++) {
          probability[t * K + path[t]] += power;
        }
        if (best == null || score(parameters, y, path) > score(parameters, y, best)) {
          best = path;
        }
      }
      Crf crf = crf(parameters, K, Parallel.single());
      assertThat(crf.decode(matrix(K, y), batch)).isEqualTo(best);
      Matrix outputs = matrix(K, y);
      double loss = crf.loss(outputs, batch);
      assertThat(loss)
          .isCloseTo(Math.log(z) - score(parameters, y, batch.targetClasses), within(1e-9));
      for (int i = 0; i < probability.length; i++) {
        double target = batch.targetClasses[i / K] == i % K ? 1 : 0;
        assertThat((double) outputs.data()[outputs.at(i / K) + i % K])
            .isCloseTo(probability[i] / z - target, within(1e-6));
      }
    }
  }

  @Test
  void withoutTransitionsIsASoftmaxOfEachOutput() {
    Batch batch = batch(7, 3, 2, 2, 1);
    float[] y = random(1, batch.rows() * 7, 3);
    Matrix expected = matrix(7, y);
    double softmax =
        Loss.of(LossKind.SOFTMAX_CROSS_ENTROPY, Kernels.scalar(), Parallel.single())
            .apply(expected, batch);
    Matrix outputs = matrix(7, y);
    Crf crf = crf(new float[parameters(7)], 7, Parallel.single());
    assertThat(crf.loss(outputs, batch)).isCloseTo(softmax, within(1e-5));
    assertThat(outputs.data()).containsExactly(expected.data(), within(1e-6f));
    Matrix scores = matrix(7, y);
    int[] decoded = crf.decode(scores, batch);
    for (int row = 0; row < batch.rows(); row++) {
      int at = row * 7;
      int best = IntStream.range(0, 7).reduce(0, (a, b) -> y[at + b] > y[at + a] ? b : a);
      assertThat(decoded[row]).isEqualTo(best);
    }
  }

  /** Each sequence by itself gives what it gives in a ragged batch. */
  @Test
  void sequencesOfABatchDoNotSeeEachOther() {
    Batch batch = batch(K, 3, 2, 2, 1);
    float[] y = random(2, batch.rows() * K, 2);
    float[] parameters = random(3, parameters(K), 2);
    Crf crf = crf(parameters, K, Parallel.single());
    int[] decoded = crf.decode(matrix(K, y), batch);
    double sum = 0;
    for (int b = 0; b < 3; b++) {
      int length = batch.length(b);
      float[] own = new float[length * K];
      int[] targets = new int[length];
      int[] expected = new int[length];
      int[] active = new int[length];
      for (int t = 0; t < length; t++) {
        int row = batch.rowOffset(t) + b;
        System.arraycopy(y, row * K, own, t * K, K);
        targets[t] = batch.targetClasses[row];
        expected[t] = decoded[row];
        active[t] = 1;
      }
      Batch alone = new Batch(active, new int[length], null, 0, null, targets, null, false);
      assertThat(crf.decode(matrix(K, own), alone)).isEqualTo(expected);
      sum += crf.loss(matrix(K, own), alone);
    }
    assertThat(crf.loss(matrix(K, y), batch)).isCloseTo(sum, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void sameBitsOnAnyThreads(int threads) {
    int classes = 9;
    Batch batch = batch(classes, 13, 13, 9, 9, 9, 4, 2, 1);
    float[] y = random(4, batch.rows() * classes, 2);
    float[] parameters = random(5, parameters(classes), 1);
    Crf one = crf(parameters, classes, Parallel.single());
    Matrix expected = matrix(classes, y);
    int[] path = one.decode(expected, batch);
    double loss = one.loss(expected, batch);
    float[] gradient = new float[parameters.length];
    one.addGradients(gradient);
    try (Parallel parallel = Parallel.of(threads)) {
      Crf many = crf(parameters, classes, parallel);
      Matrix outputs = matrix(classes, y);
      assertThat(many.decode(outputs, batch)).isEqualTo(path);
      assertThat(many.loss(outputs, batch)).isEqualTo(loss);
      assertThat(outputs.data()).isEqualTo(expected.data());
      float[] other = new float[parameters.length];
      many.addGradients(other);
      assertThat(other).isEqualTo(gradient);
    }
  }

  @Test
  void gradientsAreHandedOverOnce() {
    Batch batch = batch(K, 2, 2);
    Crf crf = crf(random(6, parameters(K), 1), K, Parallel.single());
    crf.loss(matrix(K, random(7, batch.rows() * K, 1)), batch);
    float[] gradient = new float[parameters(K)];
    crf.addGradients(gradient);
    float[] kept = gradient.clone();
    crf.addGradients(gradient);
    assertThat(gradient).isEqualTo(kept).isNotEqualTo(new float[kept.length]);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e2f, 1e4f, 1e6f})
  void scoresFarApartGiveNumbers(float scale) {
    Batch batch = batch(K, 2, 2, 2, 1);
    Crf crf = crf(random(8, parameters(K), scale), K, Parallel.single());
    Matrix outputs = matrix(K, random(9, batch.rows() * K, scale));
    assertThat(crf.loss(outputs, batch)).isBetween(-1e-6, 100.0 * scale);
    float[] gradient = new float[parameters(K)];
    crf.addGradients(gradient);
    for (int row = 0; row < batch.rows(); row++) {
      float sum = 0;
      for (int k = 0; k < K; k++) {
        sum += outputs.data()[outputs.at(row) + k];
      }
      assertThat(sum).isCloseTo(0, within(1e-5f)); // probabilities, less one
    }
    for (float value : gradient) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(batch.rows());
    }
  }

  @Test
  void scoresThatAreNoNumbersGiveNone() {
    Batch batch = batch(K, 1, 1);
    Crf crf = crf(new float[parameters(K)], K, Parallel.single());
    Matrix outputs = matrix(K, new float[] {0, Float.NaN, 0, 0, 0, 0});
    assertThat(crf.loss(outputs, batch)).isNaN();
  }
}
