package rondo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestBandwidth {
  @ParameterizedTest
  @CsvSource({
    "10g, 1e10",
    "1.5G, 1.5e9",
    "100m, 1e8",
    "64k, 64000",
    "1t, 1e12",
    "25gbit/s, 2.5e10"
  })
  void isInBitsASecond(String text, double expected) {
    assertThat(Bandwidth.parse(text).bitsPerSecond()).isEqualTo(expected);
  }

  @Test
  void tenGigabitCarryAGigabyteInEightTenthsOfASecond() {
    assertThat(Bandwidth.parse("10g").seconds(1e9)).isEqualTo(0.8);
    assertThat(Bandwidth.UNLIMITED.seconds(1e9)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "g", "fast", "10gb", "-1g", "0g", "1e3g", "10 g b", "1..5g"})
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Bandwidth.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "got '"
                + text
                + "', expected a number and k, m, g or t, in bits a second: 10g is 10 Gbit/s");
  }
}
