package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TestScalarMath {
  private static final double BOUND = 3e-7;

  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void expIsWithinTheBound() {
    assertThat(worst(ScalarMath::exp, StrictMath::exp, ScalarMath.EXP_LOW, ScalarMath.EXP_HIGH))
        .isLessThan(BOUND);
  }

  @Test
  void sigmoidIsWithinTheBound() {
    assertThat(worst(ScalarMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -87, 87))
        .isLessThan(BOUND);
  }

  @Test
  void tanhIsWithinTheBound() {
    assertThat(worst(ScalarMath::tanh, StrictMath::tanh, -20, 20)).isLessThan(BOUND);
    assertThat(worst(ScalarMath::tanh, StrictMath::tanh, -0.7f, 0.7f)).isLessThan(BOUND);
    assertThat(worst(ScalarMath::tanh, StrictMath::tanh, -1e-4f, 1e-4f)).isLessThan(BOUND);
  }

  /** The largest relative error on 2 million numbers between {@code low} and {@code high}. */
  private static double worst(
      FloatFunction function, DoubleUnaryOperator exact, float low, float high) {
    int steps = 2_000_000;
    double worst = 0;
    for (int i = 0; i <= steps; i++) {
      float x = (float) (low + ((double) high - low) * i / steps);
      double expected = exact.applyAsDouble(x);
      double error = Math.abs(function.apply(x) - expected);
      if (error > 0) {
        worst = Math.max(worst, error / Math.abs(expected));
      }
    }
    return worst;
  }

  @Test
  void zeroIsExact() {
    assertThat(ScalarMath.exp(0.0f)).isEqualTo(1.0f);
    assertThat(ScalarMath.exp(-0.0f)).isEqualTo(1.0f);
    assertThat(ScalarMath.sigmoid(0.0f)).isEqualTo(0.5f);
    assertThat(ScalarMath.tanh(0.0f)).isEqualTo(0.0f);
    assertThat(ScalarMath.tanh(-0.0f)).isEqualTo(-0.0f);
  }

  @Test
  void tinyNumbersPassThroughTanh() {
    assertThat(ScalarMath.tanh(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    assertThat(ScalarMath.tanh(-Float.MIN_NORMAL)).isEqualTo(-Float.MIN_NORMAL);
    assertThat(ScalarMath.tanh(1e-20f)).isEqualTo(1e-20f);
  }

  @Test
  void tanhIsOdd() {
    for (float x = 0; x < 12; x += 0.001f) {
      assertThat(ScalarMath.tanh(-x)).isEqualTo(-ScalarMath.tanh(x));
    }
  }

  @Test
  void largeNumbersSaturate() {
    for (float x : new float[] {20, 88, 1e10f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertThat(ScalarMath.tanh(x)).isEqualTo(1.0f);
      assertThat(ScalarMath.tanh(-x)).isEqualTo(-1.0f);
      assertThat(ScalarMath.sigmoid(x)).isEqualTo(1.0f);
      assertThat(ScalarMath.sigmoid(-x)).isBetween(0.0f, 3e-9f);
    }
    assertThat(ScalarMath.exp(Float.POSITIVE_INFINITY))
        .isEqualTo(ScalarMath.exp(ScalarMath.EXP_HIGH))
        .isFinite();
    assertThat(ScalarMath.exp(Float.NEGATIVE_INFINITY))
        .isEqualTo(ScalarMath.exp(ScalarMath.EXP_LOW))
        .isPositive();
  }

  @Test
  void notANumberStaysSo() {
    assertThat(ScalarMath.exp(Float.NaN)).isNaN();
    assertThat(ScalarMath.sigmoid(Float.NaN)).isNaN();
    assertThat(ScalarMath.tanh(Float.NaN)).isNaN();
  }
}
