package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all kernels must do: exactly the bits of the definitions, on every size and offset. */
abstract class AbstractTestKernels {
  private static final int OFFSET = 5; // where stretches start, so that nothing relies on 0
  private static final int GAP = 3; // beyond the end of rows and buffers, must stay untouched

  /** The kernels under test. */
  abstract Kernels kernels();

  static IntStream sizes() {
    return IntStream.of(Numbers.AWKWARD);
  }

  /** Another awkward size, so that rows, depth and columns do not grow together. */
  private static int shifted(int size, int by) {
    int at = 0;
    while (Numbers.AWKWARD[at] != size) {
      at++;
    }
    return Numbers.AWKWARD[(at + by) % Numbers.AWKWARD.length];
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyIsOneFmaChainInEveryRowCount(int rows) {
    checkMultiply(rows, shifted(rows, 7), shifted(rows, 13));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyIsOneFmaChainInEveryDepth(int depth) {
    checkMultiply(shifted(depth, 4), depth, shifted(depth, 9));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyIsOneFmaChainInEveryWidth(int width) {
    checkMultiply(11, 19, width);
    checkMultiply(6, 3, width);
  }

  private void checkMultiply(int rows, int depth, int width) {
    float[] weights = Numbers.random(depth * width, 1, 1);
    PackedMatrix packed = PackedMatrix.of(depth, 1, width);
    packed.pack(weights, 0);
    int columns = packed.columns();
    int aStride = depth + GAP;
    int cStride = columns + GAP;
    float[] a = Numbers.random(OFFSET + rows * aStride, 1, 2);
    float[] expected = Numbers.random(OFFSET + rows * cStride, 1, 3);
    float[] actual = expected.clone();
    for (int row = 0; row < rows; row++) {
      for (int n = 0; n < columns; n++) {
        float sum = expected[OFFSET + row * cStride + n];
        for (int k = 0; k < depth; k++) {
          float weight = n < width ? weights[k * width + n] : 0.0f;
          sum = Math.fma(a[OFFSET + row * aStride + k], weight, sum);
        }
        expected[OFFSET + row * cStride + n] = sum;
      }
    }
    float[] parts = actual.clone();
    kernels().gemm().multiply(a, OFFSET, aStride, rows, packed, actual, OFFSET, cStride);
    assertThat(actual).as("%d x %d x %d", rows, depth, width).isEqualTo(expected);
    // In any parts of the columns it is the same product.
    int from = 0;
    for (int to = Layout.LANES; from < columns; to += 3 * Layout.LANES) {
      int end = Math.min(to, columns);
      kernels()
          .gemm()
          .multiply(a, OFFSET, aStride, rows, packed, from, end, parts, OFFSET, cStride);
      from = end;
    }
    assertThat(parts).as("parts of %d x %d x %d", rows, depth, width).isEqualTo(expected);
  }

  @Test
  void multiplyIsOneFmaChainOverManyBlocks() {
    checkMultiply(7, 5003, 40);
    checkMultiply(13, 700, 240);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyTransposedIsOneFmaChainInEveryRowCount(int m) {
    checkMultiplyTransposed(shifted(m, 6), m, shifted(m, 11));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyTransposedIsOneFmaChainInEveryDepth(int depth) {
    checkMultiplyTransposed(depth, shifted(depth, 8), shifted(depth, 3));
    checkMultiplyTransposed(depth, 25, 80);
  }

  @Test
  void multiplyTransposedIsOneFmaChainOverManyBlocks() {
    checkMultiplyTransposed(1031, 26, 144);
    checkMultiplyTransposed(300, 1030, 32);
    checkMultiplyTransposed(259, 14, 528);
    checkMultiplyTransposed(260, 520, 272);
    checkMultiplyTransposed(270, 40, 112);
  }

  private void checkMultiplyTransposed(int depth, int m, int width) {
    int n = Layout.pad(width);
    int aStride = m + GAP;
    int bStride = n + GAP;
    int cStride = n + 2 * GAP;
    float[] a = Numbers.random(OFFSET + depth * aStride, 1, 1);
    float[] b = Numbers.random(OFFSET + depth * bStride, 1, 2);
    float[] expected = Numbers.random(OFFSET + m * cStride, 1, 3);
    float[] actual = expected.clone();
    for (int row = 0; row < m; row++) {
      for (int j = 0; j < n; j++) {
        float sum = expected[OFFSET + row * cStride + j];
        for (int k = 0; k < depth; k++) {
          sum = Math.fma(a[OFFSET + k * aStride + row], b[OFFSET + k * bStride + j], sum);
        }
        expected[OFFSET + row * cStride + j] = sum;
      }
    }
    kernels()
        .gemm()
        .multiplyTransposed(
            a, OFFSET, aStride, b, OFFSET, bStride, depth, m, n, actual, OFFSET, cStride);
    assertThat(actual).as("%d x %d x %d", depth, m, n).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sigmoidIsThatOfScalarMath(int size) {
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().sigmoid(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = ScalarMath.sigmoid(x[OFFSET + i])));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void tanhIsThatOfScalarMath(int size) {
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().tanh(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = ScalarMath.tanh(x[OFFSET + i])));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void functionsWorkInPlace(int size) {
    float[] x = Numbers.nasty(size, 5, size);
    float[] expected = new float[size];
    forEach(size, i -> expected[i] = ScalarMath.tanh(ScalarMath.sigmoid(x[i])));
    kernels().elementwise().sigmoid(x, 0, x, 0, size);
    kernels().elementwise().tanh(x, 0, x, 0, size);
    assertThat(x).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void reluKeepsWhatIsPositive(int size) {
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().relu(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = Math.max(x[OFFSET + i], 0)));
    float[] dy = Numbers.nasty(OFFSET + size, 2, 9);
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().reluBackward(x, OFFSET, dy, GAP, y, GAP, size),
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
      double sum = kernels().elementwise().sumOfSquares(x, OFFSET, size);
      assertThat(sum).isEqualTo(new ScalarElementwise().sumOfSquares(x, OFFSET, size));
      if (scale != 1e-25f) { // their squares are 0 in float
        assertThat(sum).as("scale %s", scale).isCloseTo(exact, offset(1e-6 * exact));
      }
    }
    float[] bad = Numbers.random(OFFSET + size, 1, size);
    bad[OFFSET + size / 2] = Float.NaN;
    if (size > 0) {
      assertThat(kernels().elementwise().sumOfSquares(bad, OFFSET, size)).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void dropoutIsThatOfRandomBits(int size) {
    for (int drop : new int[] {0, 1 << 20, 1 << 30, Integer.MAX_VALUE}) {
      long key = 0x123456789ABCDEFL * (drop + 1L);
      checkFunction(
          size,
          (x, y) -> kernels().elementwise().dropout(key, drop, 1.5f, y, GAP, size),
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
        (x, y) -> kernels().elementwise().add(x, OFFSET, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] += x[OFFSET + i]));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyMultipliesTwoStretches(int size) {
    float[] x2 = Numbers.nasty(OFFSET + size, 2, 9);
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().multiply(x, OFFSET, x2, GAP, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = x[OFFSET + i] * x2[GAP + i]));
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().multiply(x, OFFSET, y, GAP, y, GAP, size),
        (x, y) -> forEach(size, i -> y[GAP + i] = x[OFFSET + i] * y[GAP + i]));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multiplyAddRoundsOnce(int size) {
    float[] x2 = Numbers.random(OFFSET + size, 2, 9);
    checkFunction(
        size,
        (x, y) -> kernels().elementwise().multiplyAdd(x, OFFSET, x2, GAP, y, GAP, size),
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
    kernels().elementwise().addRows(x, OFFSET, stride, 9, actual, GAP, size);
    assertThat(actual).isEqualTo(expected);
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
    double loss = kernels().elementwise().softmaxCrossEntropy(actual, OFFSET, size, target);
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
    double loss = kernels().elementwise().softmaxCrossEntropy(gradient, 0, size, target);
    assertThat(loss).isCloseTo(Math.log(sum) - x[target], offset(1e-5));
    for (int i = 0; i < size; i++) {
      double expected = Math.exp(x[i]) / sum - (i == target ? 1 : 0);
      assertThat((double) gradient[i]).isCloseTo(expected, offset(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void lstmForwardIsThatOfTheScalarTwin(int width) {
    for (boolean peepholes : new boolean[] {false, true}) {
      LstmBuffers expected = new LstmBuffers(3, Layout.pad(width), peepholes);
      LstmBuffers actual = new LstmBuffers(3, Layout.pad(width), peepholes);
      expected.forward(new ScalarGates());
      actual.forward(kernels().gates());
      actual.assertEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void lstmBackwardIsThatOfTheScalarTwin(int width) {
    for (boolean peepholes : new boolean[] {false, true}) {
      LstmBuffers expected = new LstmBuffers(3, Layout.pad(width), peepholes);
      expected.forward(new ScalarGates());
      LstmBuffers actual = new LstmBuffers(3, Layout.pad(width), peepholes);
      actual.forward(new ScalarGates());
      expected.backward(new ScalarGates());
      actual.backward(kernels().gates());
      actual.assertEqualTo(expected);
    }
  }

  @Test
  void someUnitsAfterOthersMakeAnLstmStep() {
    for (boolean peepholes : new boolean[] {false, true}) {
      LstmBuffers expected = new LstmBuffers(3, 80, peepholes);
      LstmBuffers actual = new LstmBuffers(3, 80, peepholes);
      expected.forward(kernels().gates());
      actual.forward(kernels().gates(), 48, 80);
      actual.forward(kernels().gates(), 0, 48);
      actual.assertEqualTo(expected);
      expected.backward(kernels().gates());
      actual.backward(kernels().gates(), 0, 16);
      actual.backward(kernels().gates(), 16, 80);
      actual.assertEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void gruIsThatOfTheScalarTwin(int width) {
    GruBuffers expected = new GruBuffers(3, Layout.pad(width));
    GruBuffers actual = new GruBuffers(3, Layout.pad(width));
    expected.forward(new ScalarGates());
    actual.forward(kernels().gates());
    actual.assertEqualTo(expected);
    expected.backward(new ScalarGates());
    actual.backward(kernels().gates());
    actual.assertEqualTo(expected);
  }

  @Test
  void someUnitsAfterOthersMakeAGruStep() {
    GruBuffers expected = new GruBuffers(3, 80);
    GruBuffers actual = new GruBuffers(3, 80);
    expected.forward(kernels().gates());
    actual.forward(kernels().gates(), 48, 80);
    actual.forward(kernels().gates(), 0, 48);
    actual.assertEqualTo(expected);
    expected.backward(kernels().gates());
    actual.backward(kernels().gates(), 0, 16);
    actual.backward(kernels().gates(), 16, 80);
    actual.assertEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void tanhBackwardIsItsDefinition(int size) {
    float[] y = Numbers.random(OFFSET + size, 1, 9);
    checkFunction(
        size,
        (x, d) -> kernels().elementwise().tanhBackward(y, GAP, x, OFFSET, d, GAP, size),
        (x, d) ->
            forEach(
                size, i -> d[GAP + i] = x[OFFSET + i] * Math.fma(-y[GAP + i], y[GAP + i], 1.0f)));
  }
}
