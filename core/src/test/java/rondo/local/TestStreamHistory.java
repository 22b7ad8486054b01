package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestStreamHistory {
  private static final int DAY = 86_400;

  private static float[] features(StreamHistory history, long n) {
    float[] features = new float[StreamHistory.FEATURES];
    history.features(n, features, 0);
    return features;
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }

  @Test
  void valuesAreScaledAndFarOnesDrawnCloser() {
    StreamHistory history = new StreamHistory(10, 5, 2);
    history.add(0, 7);
    history.add(1, 5);
    history.add(2, -1e9);

    assertThat(history.value(0)).isCloseTo((float) asinh(1), within(1e-6f));
    assertThat(history.value(1)).isZero();
    assertThat(history.value(2)).isCloseTo((float) -Math.log(1e9), within(1e-4f));
    assertThat(features(history, 1)[1]).isEqualTo(-history.value(0)); // the change
  }

  @Test
  void theValueADayBeforeTheNextOneIsSeen() {
    StreamHistory history = new StreamHistory(100, 0, 1);
    int hour = DAY / 24;
    for (int n = 0; n < 60; n++) {
      history.add((long) n * hour, n % 24);
    }
    assertThat(features(history, 22)[3]).isZero(); // that before value 23 is not there
    // Before the next one, number 24, that was value 0.
    assertThat(features(history, 23)[3]).isEqualTo(1);
    assertThat(features(history, 23)[2]).isEqualTo(history.value(0) - history.value(23));
    assertThat(features(history, 50)[2]).isEqualTo(history.value(27) - history.value(50));
    assertThat(features(history, 59)[5]).isZero(); // no week
    // The next one is at 6 o'clock.
    assertThat(features(history, 29)[6]).isCloseTo(1, within(1e-6f));
    assertThat(features(history, 29)[7]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void whereAGapWasADayBeforeNothingIsSeen() {
    StreamHistory history = new StreamHistory(100, 0, 1);
    int hour = DAY / 24;
    for (int n = 0; n < 60; n++) {
      history.add((n < 20 ? n : n + 10L) * hour, n);
    }
    // Value 39 is at hour 49, the next one at hour 50; a day before was hour 26, in the gap.
    assertThat(features(history, 39)[3]).isZero();
  }

  @Test
  void onlyTheLastValuesAreKept() {
    StreamHistory history = new StreamHistory(30, 0, 1);
    for (int n = 0; n < 100; n++) {
      history.add(n * (DAY / 24L), n);
    }
    assertThat(history.count()).isEqualTo(100);
    assertThat(history.oldest()).isEqualTo(70);
    assertThat(features(history, 99)[2]).isEqualTo(history.value(76) - history.value(99));
    assertThat(features(history, 99)[4]).isZero();
  }
}
