package rondo.spark.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import rondo.spark.report.chart.Ticks.Tick;

class TestTicks {
  @Test
  void linearMarksAreRoundNumbers() {
    assertThat(labels(Ticks.linear(0, 20, 10)))
        .containsExactly("0", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20");
    assertThat(labels(Ticks.linear(1.03, 1.78, 5))).containsExactly("1.2", "1.4", "1.6");
    assertThat(labels(Ticks.linear(0, 0.0021, 5)))
        .containsExactly("0", "0.0005", "0.0010", "0.0015", "0.0020");
    assertThat(labels(Ticks.linear(0, 200_000, 5)))
        .containsExactly("0", "50k", "100k", "150k", "200k");
    assertThat(labels(Ticks.linear(0, 2_600_000, 5))).containsExactly("0", "1M", "2M");
    assertThat(labels(Ticks.linear(-0.5, 0.5, 5)))
        .containsExactly("-0.4", "-0.2", "0", "0.2", "0.4");
    assertThat(labels(Ticks.linear(0, 3e-5, 3))).containsExactly("0", "10⁻⁵", "2·10⁻⁵", "3·10⁻⁵");
  }

  @Test
  void logarithmicMarksAreDecadesOrTheirHalves() {
    assertThat(labels(Ticks.logarithmic(0.4, 6))).containsExactly("0.5", "1", "2", "5");
    assertThat(labels(Ticks.logarithmic(1e-7, 1)))
        .containsExactly("10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1");
    assertThat(labels(Ticks.logarithmic(1e-12, 1)))
        .containsExactly("10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01", "1");
  }

  @Property(tries = 500)
  void marksLieInTheRangeAndAreFew(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double min,
      @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e9) double spread) {
    List<Tick> linear = Ticks.linear(min, min + spread, 5);
    assertThat(linear.size()).isBetween(1, 12);
    // Far from 0 a narrow range is only some roundings wide.
    double slack = 1e-6 * spread + 4 * Math.ulp(Math.abs(min) + spread);
    assertThat(linear).allMatch(tick -> tick.value() >= min - slack);
    assertThat(linear).allMatch(tick -> tick.value() <= min + spread + slack);
    double low = Math.abs(min) + 1e-9;
    List<Tick> log = Ticks.logarithmic(low, low + spread);
    assertThat(log.size()).isLessThan(40);
    assertThat(Ticks.above(spread)).isBetween(spread * (1 - 1e-9), 1.6 * spread);
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).filter(label -> !label.isEmpty()).toList();
  }
}
