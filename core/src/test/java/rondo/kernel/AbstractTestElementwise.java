package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all {@link Elementwise} kernels must do: the bits of the definitions, on every size. */
abstract class AbstractTestElementwise {
  private static final int OFFSET = 5; // where stretches start, so that nothing relies on 0
  private static final int GAP = 3; // beyond the end of buffers, must stay untouched

  /** The kernels under test. */
  abstract Elementwise elementwise();

  static IntStream sizes() {
    return IntStream.of(Numbers.AWKWARD);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sigmoidIsThatOfScalarMath(int size) {
    checkFunction(
        size,
        (x, y) -> elementwise().sigmoid(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = ScalarMath.sigmoid(x[OFFSET + i])));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void tanhIsThatOfScalarMath(int size) {
    checkFunction(
        size,
        (x, y) -> elementwise().tanh(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = ScalarMath.tanh(x[OFFSET + i])));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void functionsWorkInPlace(int size) {
    float[] x = Numbers.nasty(size, 5, size);
    float[] expected = new float[size];
    forEach(size, i -> expected[i] = ScalarMath.tanh(ScalarMath.sigmoid(x[i])));
    elementwise().sigmoid(x, 0, x, 0, size);
    elementwise().tanh(x, 0, x, 0, size);
    assertThat(x).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void reluKeepsWhatIsPositive(int size) {
    checkFunction(
        size,
        (x, y) -> elementwise().relu(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = Math.max(x[OFFSET + i], 0)));
    float[] dy = Numbers.nasty(OFFSET + size, 2, 9);
    checkFunction(
        size,
        (x, y) -> elementwise().reluBackward(x, OFFSET, dy, GAP, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = x[OFFSET + i] > 0 ? dy[GAP + i] : 0));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sumOfSquaresIsThatOfTheScalarTwin(int size) {
    for (float scale : new float[] {0, 1e-25f, 1e-18f, 1, 1e18f, 1e30f}) {
      float[] x = Numbers.random(OFFSET + size, scale, size);
      double exact = 0;
      for (int i = 0; i < size; i++) {
        exact += (double) x[OFFSET + i] * x[OFFSET + i];
      }
      double sum = elementwise().sumOfSquares(x, OFFSET, size);
      assertThat(sum).isEqualTo(new ScalarElementwise().sumOfSquares(x, OFFSET, size));
      if (scale != 1e-25f) { // their squares are 0 in float
        assertThat(sum).as("scale %s", scale).isCloseTo(exact, offset(1e-6 * exact));
      }
    }
    float[] bad = Numbers.random(OFFSET + size, 1, size);
    bad[OFFSET + size / 2] = Float.NaN;
    if (size > 0) {
      assertThat(elementwise().sumOfSquares(bad, OFFSET, size)).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void dropoutIsThatOfRandomBits(int size) {
    for (int drop : new int[] {0, 1 << 20, 1 << 30, Integer.MAX_VALUE}) {
      long key = 0x123456789ABCDEFL * (drop + 1L);
      checkFunction(
          size,
          (x, y) -> elementwise().dropout(key, drop, 1.5f, y, GAP, size),
          (x, y) ->
              forEach(
                  size,
                  i -> {
                    int bits = RandomBits.of(RandomBits.first(key), RandomBits.second(key), i);
                    y[GAP + i] = bits >>> 1 < drop ? 0 : 1.5f;
                  }));
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void addAddsToTheTarget(int size) {
    checkFunction(
        size,
        (x, y) -> elementwise().add(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] += x[OFFSET + i]));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyMultipliesTwoStretches(int size) {
    float[] x2 = Numbers.nasty(OFFSET + size, 2, 9);
    checkFunction(
        size,
        (x, y) -> elementwise().multiply(x, OFFSET, x2, GAP, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = x[OFFSET + i] * x2[GAP + i]));
    checkFunction(
        size,
        (x, y) -> elementwise().multiply(x, OFFSET, y, GAP, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = x[OFFSET + i] * y[GAP + i]));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyAddRoundsOnce(int size) {
    float[] x2 = Numbers.random(OFFSET + size, 2, 9);
    checkFunction(
        size,
        (x, y) -> elementwise().multiplyAdd(x, OFFSET, x2, GAP, y, GAP, size),
        (x, y) ->
            forEach(size, i -> y[GAP + i] = Math.fma(x[OFFSET + i], x2[GAP + i], y[GAP + i])));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void addRowsAddsRowAfterRow(int size) {
    int stride = size + GAP;
    float[] x = Numbers.random(OFFSET + 9 * stride, 1, 1);
    float[] expected = Numbers.random(GAP + size + GAP, 1, 2);
    float[] actual = expected.clone();
    for (int row = 0; row < 9; row++) {
      for (int i = 0; i < size; i++) {
        expected[GAP + i] += x[OFFSET + row * stride + i];
      }
    }
    elementwise().addRows(x, OFFSET, stride, 9, actual, GAP, size);
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void normalizeHasTheBitsOfTheScalarTwin(int size) {
    float[] dy = Numbers.nasty(OFFSET + size, 2, 9);
    ScalarElementwise twin = new ScalarElementwise();
    checkFunction(
        size,
        (x, y) -> elementwise().normalize(x, OFFSET, y, GAP, size),
        (x, y) -> twin.normalize(x, OFFSET, y, GAP, size));
    checkFunction(
        size,
        (x, y) -> elementwise().normalizeBackward(x, OFFSET, 0.7f, dy, GAP, y, GAP, size),
        (x, y) -> twin.normalizeBackward(x, OFFSET, 0.7f, dy, GAP, y, GAP, size));
    for (float scale : new float[] {0, 1e-3f, 1, 1e3f}) {
      float[] x = Numbers.random(OFFSET + size + GAP, scale, size);
      float[] expected = x.clone();
      float s = twin.normalize(expected, OFFSET, expected, OFFSET, size);
      assertThat(elementwise().normalize(x, OFFSET, x, OFFSET, size)).isEqualTo(s);
      assertThat(x).isEqualTo(expected);
      float[] dx = Numbers.random(OFFSET + size + GAP, 1, 7);
      float[] same = dx.clone();
      twin.normalizeBackward(x, OFFSET, s, same, OFFSET, same, OFFSET, size);
      elementwise().normalizeBackward(x, OFFSET, s, dx, OFFSET, dx, OFFSET, size);
      assertThat(dx).isEqualTo(same);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void normalizeGivesMeanZeroAndVarianceOne(int size) {
    float[] x = Numbers.random(OFFSET + size + GAP, 5, size);
    double mean = 0;
    for (int i = 0; i < size; i++) {
      mean += (double) x[OFFSET + i] / size;
    }
    double variance = 0;
    for (int i = 0; i < size; i++) {
      variance += Math.pow(x[OFFSET + i] - mean, 2) / size;
    }
    double s = 1 / Math.sqrt(variance + Elementwise.EPSILON);
    float[] y = new float[GAP + size];
    assertThat((double) elementwise().normalize(x, OFFSET, y, GAP, size))
        .isCloseTo(s, offset(1e-5 * s));
    for (int i = 0; i < size; i++) {
      assertThat((double) y[GAP + i]).isCloseTo(s * (x[OFFSET + i] - mean), offset(2e-5));
    }
  }

  private static void forEach(int size, IntConsumer body) {
    IntStream.range(0, size).forEach(body);
  }

  /** Runs both on the same x and y; nothing outside y's stretch may change. */
  private static void checkFunction(
      int size, BiConsumer<float[], float[]> actual, BiConsumer<float[], float[]> expected) {
    for (float scale : new float[] {0.5f, 5, 100}) {
      float[] x = Numbers.nasty(OFFSET + size + GAP, scale, size);
      float[] y1 = Numbers.random(GAP + size + GAP, 1, size);
      float[] y2 = y1.clone();
      float[] untouched = x.clone();
      actual.accept(x, y1);
      expected.accept(x, y2);
      assertThat(y1).as("scale %s", scale).isEqualTo(y2);
      assertThat(x).isEqualTo(untouched);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void softmaxCrossEntropyIsThatOfTheScalarTwin(int size) {
    for (float scale : new float[] {0, 1, 30, 300}) {
      float[] x = Numbers.random(OFFSET + size + GAP, scale, size);
      checkSoftmax(x, size, 0);
      checkSoftmax(x, size, size - 1);
      checkSoftmax(x, size, size / 2);
    }
    checkSoftmax(Numbers.nasty(OFFSET + size + GAP, 1, size), size, size / 3);
  }

  private void checkSoftmax(float[] scores, int size, int target) {
    float[] expected = scores.clone();
    float[] actual = scores.clone();
    double expectedLoss =
        new ScalarElementwise().softmaxCrossEntropy(expected, OFFSET, size, target);
    double loss = elementwise().softmaxCrossEntropy(actual, OFFSET, size, target);
    assertThat((Double) loss).isEqualTo((Double) expectedLoss); // objects: NaN equals NaN
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void softmaxCrossEntropyIsCloseToDoublePrecision(int size) {
    float[] x = Numbers.random(size, 4, size);
    int target = size / 2;
    double sum = 0;
    for (float score : x) {
      sum += Math.exp(score);
    }
    float[] gradient = x.clone();
    double loss = elementwise().softmaxCrossEntropy(gradient, 0, size, target);
    assertThat(loss).isCloseTo(Math.log(sum) - x[target], offset(1e-5));
    for (int i = 0; i < size; i++) {
      double expected = Math.exp(x[i]) / sum - (i == target ? 1 : 0);
      assertThat((double) gradient[i]).isCloseTo(expected, offset(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void tanhBackwardIsItsDefinition(int size) {
    float[] y = Numbers.random(OFFSET + size, 1, 9);
    checkFunction(
        size,
        (x, d) -> elementwise().tanhBackward(y, GAP, x, OFFSET, d, GAP, size),
        (x, d) ->
            forEach(
                size, i -> d[GAP + i] = x[OFFSET + i] * Math.fma(-y[GAP + i], y[GAP + i], 1.0f)));
  }
}
