package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestNumbers {
  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void someOtherLocale() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void usualLocale() {
    Locale.setDefault(usual);
  }

  @Test
  void significantDigits() {
    assertThat(Numbers.significant(1.43214, 4)).isEqualTo("1.432");
    assertThat(Numbers.significant(0.99996, 4)).isEqualTo("1.000");
    assertThat(Numbers.significant(143.214, 4)).isEqualTo("143.2");
    assertThat(Numbers.significant(12345, 3)).isEqualTo("12345");
    assertThat(Numbers.significant(0.00143214, 3)).isEqualTo("0.00143");
    assertThat(Numbers.significant(1.43214e-7, 3)).isEqualTo("1.43e-7");
    assertThat(Numbers.significant(1.43214e12, 3)).isEqualTo("1.43e12");
    assertThat(Numbers.significant(0, 3)).isEqualTo("0");
    assertThat(Numbers.significant(Double.NaN, 3)).isEqualTo("–");
    assertThat(Numbers.significant(Double.NEGATIVE_INFINITY, 3)).isEqualTo("-∞");
  }

  @Test
  void thousandsByLetter() {
    assertThat(Numbers.si(0)).isEqualTo("0");
    assertThat(Numbers.si(999)).isEqualTo("999");
    assertThat(Numbers.si(999.7)).isEqualTo("1.00k");
    assertThat(Numbers.si(12_345)).isEqualTo("12.3k");
    assertThat(Numbers.si(123_456)).isEqualTo("123k");
    assertThat(Numbers.si(1_234_567)).isEqualTo("1.23M");
    assertThat(Numbers.si(-4.56e9)).isEqualTo("-4.56G");
    assertThat(Numbers.si(Double.NaN)).isEqualTo("–");
  }

  @Test
  void durations() {
    assertThat(Numbers.duration(3.21)).isEqualTo("3.2 s");
    assertThat(Numbers.duration(42.4)).isEqualTo("42 s");
    assertThat(Numbers.duration(59.7)).isEqualTo("1 min 00 s");
    assertThat(Numbers.duration(187)).isEqualTo("3 min 07 s");
    assertThat(Numbers.duration(3599.9)).isEqualTo("1 h 00 min");
    assertThat(Numbers.duration(7500)).isEqualTo("2 h 05 min");
    assertThat(Numbers.duration(4 * 86_400 + 3600)).isEqualTo("4 d 01 h");
    assertThat(Numbers.duration(Double.NaN)).isEqualTo("–");
  }

  @Test
  void sharesAndCounts() {
    assertThat(Numbers.percent(0.234)).isEqualTo("23%");
    assertThat(Numbers.percent(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.grouped(1_234_567)).isEqualTo("1,234,567");
  }
}
