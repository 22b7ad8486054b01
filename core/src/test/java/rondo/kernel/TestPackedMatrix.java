package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestPackedMatrix {
  private static final int OFFSET = 3;

  static IntStream sizes() {
    return IntStream.of(Numbers.AWKWARD);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void packPutsEveryBlockOnPaddedColumns(int width) {
    for (int blocks : new int[] {1, 3, 4}) {
      int rows = 5;
      float[] source = Numbers.random(OFFSET + rows * blocks * width, 1, 1);
      PackedMatrix packed = PackedMatrix.of(rows, blocks, width);
      packed.pack(source, OFFSET);
      int padded = Layout.pad(width);
      assertThat(packed.rows()).isEqualTo(rows);
      assertThat(packed.columns()).isEqualTo(blocks * padded);
      for (int k = 0; k < rows; k++) {
        for (int n = 0; n < blocks * padded; n++) {
          int unit = n % padded;
          float expected =
              unit < width ? source[OFFSET + (k * blocks + n / padded) * width + unit] : 0.0f;
          assertThat(at(packed, k, n)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void packTransposedTurnsColumnsIntoRows(int width) {
    for (int blocks : new int[] {1, 4}) {
      int rows = 70;
      float[] source = Numbers.random(OFFSET + rows * blocks * width, 1, 1);
      PackedMatrix packed = PackedMatrix.transposedOf(rows, blocks, width);
      packed.pack(source, OFFSET);
      int padded = Layout.pad(width);
      assertThat(packed.rows()).isEqualTo(blocks * padded);
      assertThat(packed.columns()).isEqualTo(Layout.pad(rows));
      for (int k = 0; k < blocks * padded; k++) {
        for (int n = 0; n < Layout.pad(rows); n++) {
          int unit = k % padded;
          float expected =
              unit < width && n < rows
                  ? source[OFFSET + (n * blocks + k / padded) * width + unit]
                  : 0.0f;
          assertThat(at(packed, k, n)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void packingAgainReplacesAllNumbers(int width) {
    for (PackedMatrix packed :
        new PackedMatrix[] {PackedMatrix.of(9, 2, width), PackedMatrix.transposedOf(9, 2, width)}) {
      packed.pack(Numbers.random(9 * 2 * width, 1, 1), 0);
      float[] source = Numbers.random(9 * 2 * width, 1, 2);
      packed.pack(source, 0);
      float[] again = packed.data().clone();
      packed.pack(source, 0);
      assertThat(packed.data()).isEqualTo(again);
    }
  }

  /** Element (k, n), found as a micro-kernel finds it. */
  private static float at(PackedMatrix packed, int k, int n) {
    int panel = n / PackedMatrix.PANEL;
    int start = packed.panelOffset(panel) + k * packed.panelWidth(panel);
    return packed.data()[start + n % PackedMatrix.PANEL];
  }
}
