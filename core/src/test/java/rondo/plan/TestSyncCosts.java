package rondo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestSyncCosts {
  private static final SyncCosts COSTS = new SyncCosts(0.01, 4e-4, 3e-5, 2e9, 1e9, 1e-3);
  private static final SyncWork WORK = new SyncWork(2, 12, 14, 4e8, 1e8, 1e9, 5, 0, 0, 0);

  @Test
  void isTheSumOfItsParts() {
    double local = 2 * 0.01 + 12 * 4e-4 + 14 * 3e-5 + 0.2 + 0.1;
    assertThat(COSTS.seconds(WORK, Bandwidth.UNLIMITED)).isCloseTo(local, within(1e-12));
    assertThat(COSTS.seconds(WORK, Bandwidth.parse("10g")))
        .isCloseTo(local + 0.8 + 5e-3, within(1e-12));
  }

  @Test
  void impossibleCostsAreRefused() {
    assertThatThrownBy(() -> new SyncCosts(-1, 0, 0, 1, 1, 0))
        .hasMessage("stage_seconds: got -1.0, expected 0 or more");
    assertThatThrownBy(() -> new SyncCosts(0, 0, Double.NaN, 1, 1, 0))
        .hasMessage("block_seconds: got NaN, expected 0 or more");
    assertThatThrownBy(() -> new SyncCosts(0, 0, 0, 0, 1, 0))
        .hasMessage("serialized_bytes_per_second: got 0.0, expected more than 0");
  }
}
