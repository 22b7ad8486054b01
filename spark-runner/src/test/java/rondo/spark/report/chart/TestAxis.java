package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestAxis {
  @Test
  void placesValues() {
    Axis linear = Axis.exact("x", 10, 20);
    assertThat(linear.place(10)).isZero();
    assertThat(linear.place(15)).isEqualTo(0.5);
    assertThat(linear.place(Double.NaN)).isNaN();
    Axis log = new Axis("y", true, 0.01, 1);
    assertThat(log.place(0.1)).isCloseTo(0.5, within(1e-12));
    assertThat(log.place(0)).isLessThan(-10);
  }

  @Test
  void isLogarithmicIfTheRangeIsWide() {
    assertThat(Axis.fitting("y", Range.of(0.01, 1), 30).log()).isTrue();
    assertThat(Axis.fitting("y", Range.of(0.5, 1), 30).log()).isFalse();
    assertThat(Axis.fitting("y", Range.of(0, 1), 30).log()).isFalse();
    assertThat(Axis.fitting("y", Range.of(-1, 1), 30).log()).isFalse();
  }

  @Test
  void aLogarithmShowsTenDecades() {
    Axis axis = Axis.logarithmic("y", Range.of(1e-90, 1));
    assertThat(axis.min()).isBetween(1e-11, 1e-10);
  }

  @Test
  void hasARangeWhateverTheValues() {
    assertThat(Axis.linear("y", Range.EMPTY)).isEqualTo(new Axis("y", false, 0, 1));
    assertThat(Axis.fromZero("y", Range.of(Double.NaN))).isEqualTo(new Axis("y", false, 0, 1));
    assertThat(Axis.logarithmic("y", Range.of(0))).isEqualTo(new Axis("y", true, 0.1, 1));
    Axis one = Axis.linear("y", Range.of(2));
    assertThat(one.place(2)).isBetween(0.4, 0.6);
    assertThat(Axis.linear("y", Range.of(0.1, 5)).min()).isNotNegative();
    assertThat(Axis.linear("y", Range.of(0)).place(0)).isZero();
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> new Axis("loss", false, 1, 1))
        .hasMessage("Axis loss: got 1.0 to 1.0, expected a range of numbers");
    assertThatThrownBy(() -> new Axis("loss", true, 0, 1)).hasMessageContaining("got 0.0 to 1.0");
  }
}
