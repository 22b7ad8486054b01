package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestStatistics {
  @Test
  void medianIsInTheMiddle() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    assertThatThrownBy(() -> Statistics.median(List.of()))
        .hasMessage("median: got no value, expected at least one");
  }

  @Test
  void bimodalIsBelowSeventyPercentOfTheFastest() {
    assertThat(Statistics.bimodal(List.of(100.0, 70.0, 90.0))).isFalse();
    assertThat(Statistics.bimodal(List.of(100.0, 69.9, 90.0))).isTrue();
    assertThat(Statistics.bimodal(List.of(100.0))).isFalse();
  }

  @Test
  void geometricMean() {
    assertThat(Statistics.geometricMean(List.of(2.0, 8.0))).isCloseTo(4, within(1e-12));
  }
}
