package rondo.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestTerminal {
  @Test
  void canBeForced() {
    assertThat(Terminal.ofStandardError(Map.of("RONDO_PROGRESS", "plain", "TERM", "xterm")))
        .isEqualTo(Terminal.NONE);
    assertThat(Terminal.ofStandardError(Map.of("RONDO_PROGRESS", "live", "COLUMNS", "132")))
        .isEqualTo(new Terminal(true, 132));
  }

  @Test
  void aWidthThatIsNoneIsNotBelieved() {
    for (String columns : new String[] {"", "0", "-5", "19", "wide", "99999999999"}) {
      Map<String, String> environment = Map.of("RONDO_PROGRESS", "live", "COLUMNS", columns);
      assertThat(Terminal.ofStandardError(environment).width()).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void aDumbTerminalIsNotDrawnOn() {
    assertThat(Terminal.ofStandardError(Map.of("TERM", "dumb", "COLUMNS", "80")))
        .isEqualTo(Terminal.NONE);
    assertThat(Terminal.ofStandardError(Map.of())).isEqualTo(Terminal.NONE);
  }
}
