package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rondo.model.CounterRandom;

class TestStreamingDetector {
  private static final int LEARNING = 300;
  private static final int SIZE = 800;
  private static final int HOUR = 3600;
  private static final double THRESHOLD = 0.2;

  /** A wave of a day with noise; a value an hour. */
  private static double[] wave() {
    double[] values = new double[SIZE];
    for (int n = 0; n < SIZE; n++) {
      values[n] = 50 + 10 * Math.sin(2 * Math.PI * n / 24) + 0.5 * CounterRandom.gaussian(3, n);
    }
    return values;
  }

  private static double[] scores(double[] values, long seed) {
    StreamingDetector detector = new StreamingDetector(StreamingSpec.of(LEARNING).withSeed(seed));
    double[] scores = new double[values.length];
    for (int n = 0; n < values.length; n++) {
      scores[n] = detector.score((long) n * HOUR, values[n]);
    }
    return scores;
  }

  private static int[] alarms(double[] scores) {
    return IntStream.range(0, scores.length).filter(n -> scores[n] >= THRESHOLD).toArray();
  }

  @Test
  void whatBreaksTheWaveIsFoundAndNothingElse() {
    double[] values = wave();
    for (int n = 600; n < 612; n++) { // half a day without its wave, at values as they often are
      values[n] = 50;
    }
    values[700] = 100;
    double[] scores = scores(values, 1);

    assertThat(Arrays.copyOf(scores, LEARNING)).containsOnly(0);
    assertThat(alarms(Arrays.copyOf(scores, 600)).length).isLessThanOrEqualTo(2);
    assertThat(Arrays.stream(alarms(scores)).boxed()).anyMatch(n -> n >= 600 && n < 612);
    assertThat(alarms(scores)).contains(700);
    assertThat(alarms(Arrays.copyOfRange(scores, 636, 700)).length).isLessThanOrEqualTo(2);
    assertThat(scores[700]).isEqualTo(Arrays.stream(scores).max().orElseThrow());
  }

  @Test
  void scoresAreMadeOfTheValuesSoFarAndAlwaysTheSame() {
    double[] values = wave();
    double[] scores = scores(values, 1);
    double[] other = values.clone();
    Arrays.fill(other, 650, SIZE, -7);

    assertThat(scores(values, 1)).containsExactly(scores);
    assertThat(Arrays.copyOf(scores(other, 1), 650)).containsExactly(Arrays.copyOf(scores, 650));
    assertThat(scores(values, 2)).isNotEqualTo(scores);
  }

  @Test
  void oneValueOutOfAllMeasureDoesNotSilenceTheRest() {
    double[] values = wave();
    values[400] = Double.MAX_VALUE;
    values[402] = -Double.MAX_VALUE;
    double[] scores = scores(values, 1);
    assertThat(alarms(scores)).contains(400);
    assertThat(Arrays.stream(scores)).allMatch(Double::isFinite);

    double[] far = wave();
    far[100] = Double.MAX_VALUE;
    far[600] = -Double.MAX_VALUE;
    assertThat(alarms(scores(far, 1))).contains(600);
  }

  @Test
  void aSeriesThatNeverChangedMayBeginTo() {
    double[] values = new double[SIZE];
    Arrays.fill(values, 3);
    assertThat(scores(values, 1)).containsOnly(0);
    values[500] = 3.1;
    assertThat(alarms(scores(values, 1))).startsWith(500);
  }

  @Test
  void refusesWhatIsNoNumber() {
    StreamingDetector detector = new StreamingDetector(StreamingSpec.of(LEARNING));
    assertThatThrownBy(() -> detector.score(0, Double.NaN))
        .hasMessage("value: got NaN, expected a finite number; leave out what is missing");
    assertThatThrownBy(() -> StreamingSpec.of(49))
        .hasMessage("learning: got 49, expected 50 to 16777216");
  }
}
