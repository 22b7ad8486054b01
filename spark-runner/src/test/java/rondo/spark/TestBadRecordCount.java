package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

/** Counts of rounds are added up, so the records of the table are in one of them. */
class TestBadRecordCount {
  @Test
  void firstRoundHasThem() {
    List<Long> told = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    RoundListener listener =
        new BadRecordCount(
            7,
            new RoundListener() {
              @Override
              public void round(RoundMetrics metrics) {
                told.add(metrics.badRecords());
              }

              @Override
              public void kept(RoundMetrics metrics, float[] parameters) {
                kept.add(metrics.badRecords());
              }
            });
    for (int round = 1; round <= 3; round++) {
      listener.round(metrics(round));
      listener.kept(metrics(round), new float[0]);
    }
    assertThat(told).containsExactly(7L, 0L, 0L);
    assertThat(kept).containsExactly(7L, 0L, 0L);
    assertThat(metrics(1).withBadRecords(7).withBadRecords(0)).isEqualTo(metrics(1));
  }

  private static RoundMetrics metrics(int round) {
    return new RoundMetrics(
        round,
        0.5,
        2,
        1,
        1.5,
        Map.of("accuracy", 0.25),
        100,
        50,
        new RoundMetrics.Times(1, 2, 3, 4, 5),
        10,
        20,
        0.1,
        0.2,
        3,
        4,
        5,
        0);
  }
}
