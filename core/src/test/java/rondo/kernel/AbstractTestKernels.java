package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
