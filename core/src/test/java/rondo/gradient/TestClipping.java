package rondo.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rondo.parallel.Parallel;

class TestClipping {
  private static GradientSum gradient(float... values) {
    GradientSum sum = new GradientSum(values.length);
    System.arraycopy(values, 0, sum.sum(), 0, values.length);
    return sum;
  }

  private static Clipping.Result clip(double norm, double value, GradientSum gradient) {
    return new Clipping(norm, value).apply(gradient, Parallel.single());
  }

  @Test
  void largeNormIsScaledDown() {
    GradientSum gradient = gradient(3, -4, 0);
    Clipping.Result result = clip(1, 0, gradient);
    assertThat(result).isEqualTo(new Clipping.Result(5, true));
    assertThat(gradient.sum()).containsExactly(new float[] {0.6f, -0.8f, 0}, within(1e-7f));
    assertThat(gradient.norm(Parallel.single())).isCloseTo(1, within(1e-6));
  }

  @Test
  void smallNormIsLeftAlone() {
    GradientSum gradient = gradient(3, -4);
    assertThat(clip(5, 0, gradient)).isEqualTo(new Clipping.Result(5, false));
    assertThat(gradient.sum()).containsExactly(3, -4);
  }

  @Test
  void zeroMeansNoLimit() {
    GradientSum gradient = gradient(3e10f, -4e10f);
    assertThat(clip(0, 0, gradient).clipped()).isFalse();
    assertThat(gradient.sum()).containsExactly(3e10f, -4e10f);
  }

  @Test
  void everyNumberIsCut() {
    GradientSum gradient = gradient(3, -4, 0.5f, -0.5f);
    assertThat(clip(0, 1, gradient).clipped()).isTrue();
    assertThat(gradient.sum()).containsExactly(1, -1, 0.5f, -0.5f);
    assertThat(clip(0, 1, gradient).clipped()).isFalse();
  }

  @Test
  void normComesBeforeValue() {
    GradientSum gradient = gradient(3, -4);
    clip(2.5, 1.8, gradient); // to (1.5, -2), then cut
    assertThat(gradient.sum()).containsExactly(1.5f, -1.8f);
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      GradientSum gradient = gradient(1, bad);
      assertThat(clip(1, 0, gradient).norm()).isNotFinite();
      assertThat(gradient.sum()[1]).isNaN();
    }
  }
}
