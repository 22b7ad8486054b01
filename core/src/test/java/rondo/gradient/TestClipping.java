package rondo.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestClipping {
  @Test
  void largeNormIsScaledDown() {
    assertThat(new Clipping(1, 0).factor(5)).isEqualTo(0.2);
  }

  @Test
  void smallNormIsLeftAlone() {
    assertThat(new Clipping(5, 0).factor(5)).isEqualTo(1);
    assertThat(new Clipping(5, 0).factor(0)).isEqualTo(1);
  }

  @Test
  void zeroMeansNoLimit() {
    assertThat(new Clipping(0, 0).factor(1e30)).isEqualTo(1);
    float[] values = {3e10f, -4e10f};
    assertThat(new Clipping(0, 0).cut(values, 0, 2)).isFalse();
    assertThat(values).containsExactly(3e10f, -4e10f);
  }

  @Test
  void everyNumberOfTheStretchIsCut() {
    float[] values = {9, 3, -4, 0.5f, -0.5f, 9};
    assertThat(new Clipping(0, 1).cut(values, 1, 5)).isTrue();
    assertThat(values).containsExactly(9, 1, -1, 0.5f, -0.5f, 9);
    assertThat(new Clipping(0, 1).cut(values, 1, 5)).isFalse();
  }

  @Test
  void manyNumbersAreCut() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 500;
    }
    assertThat(new Clipping(0, 499.5).cut(values, 0, 1000)).isTrue();
    assertThat(values[0]).isEqualTo(-499.5f);
    assertThat(values[1]).isEqualTo(-499);
    assertThat(values[999]).isEqualTo(499);
  }

  @Test
  void whatIsNotANumberStaysSo() {
    float[] values = {1, Float.NaN, Float.POSITIVE_INFINITY};
    new Clipping(0, 2).cut(values, 0, 3);
    assertThat(values).containsExactly(1, Float.NaN, 2);
  }
}
