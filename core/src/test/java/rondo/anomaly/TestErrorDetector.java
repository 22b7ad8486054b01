package rondo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestErrorDetector {
  /** Batches of 10, thresholds of 100 errors, no smoothing and no buffer. */
  private static final ThresholdSpec PLAIN = new ThresholdSpec(10, 10, 0, 2, 12, 0, 5, 0.5, 0.13);

  private static List<AnomalyRange> detect(ThresholdSpec spec, double[] errors) {
    List<AnomalyRange> found = new ArrayList<>();
    ErrorDetector detector = new ErrorDetector(spec, found::add);
    for (double error : errors) {
      detector.add(error);
    }
    detector.end();
    return found;
  }

  private static double[] errors(int size, int... high) {
    double[] errors = new double[size];
    for (int t = 0; t < size; t++) {
      errors[t] = t % 2 == 0 ? 1 : -3;
    }
    for (int t : high) {
      errors[t] = -12;
    }
    return errors;
  }

  @Test
  void rangesAreFoundInEachWindowAndOverItsBorders() {
    double[] errors = errors(447, 50, 51, 52, 53, 237, 238, 239, 240, 445, 446);
    assertThat(detect(PLAIN, errors))
        .extracting(AnomalyRange::first, AnomalyRange::last)
        .containsExactly(tuple(50L, 53L), tuple(237L, 240L), tuple(445L, 446L));
  }

  @Test
  void whoWatchesSeesEveryErrorOnceWithItsThreshold() {
    List<Double> seen = new ArrayList<>();
    List<Double> thresholds = new ArrayList<>();
    ErrorDetector detector =
        new ErrorDetector(
            PLAIN,
            range -> {},
            (smoothed, threshold) -> {
              seen.add(smoothed);
              thresholds.add(threshold);
            });
    double[] errors = errors(447, 50, 51, 52, 53, 237, 238, 239, 240, 445, 446);
    for (double error : errors) {
      detector.add(error);
    }
    assertThat(seen).hasSize(440); // the last batch is not complete
    detector.end();
    double[] sizes = Arrays.stream(errors).map(Math::abs).toArray();
    assertThat(seen.stream().mapToDouble(Double::doubleValue).toArray()).containsExactly(sizes);
    assertThat(thresholds.get(50)).isBetween(3.0, 12.0);
    assertThat(thresholds.get(200)).isInfinite(); // 1 and 3 alone have no threshold
  }

  @Test
  void rangesHaveTheTimesOfTheirEnds() {
    List<AnomalyRange> found = new ArrayList<>();
    ErrorDetector detector = new ErrorDetector(PLAIN, found::add);
    double[] errors = errors(447, 50, 51, 98, 99, 100, 101, 237, 238, 239, 240, 445, 446);
    for (int t = 0; t < errors.length; t++) {
      detector.add(errors[t], 7L * t * t);
    }
    detector.end();
    assertThat(found).hasSize(4);
    for (AnomalyRange range : found) {
      assertThat(range.firstTime()).isEqualTo(7 * range.first() * range.first());
      assertThat(range.lastTime()).isEqualTo(7 * range.last() * range.last());
    }
  }

  @Test
  void aSeriesShorterThanAWindowIsJudgedAtItsEnd() {
    assertThat(detect(PLAIN, errors(60, 30, 31)))
        .extracting(AnomalyRange::first, AnomalyRange::last)
        .containsExactly(tuple(30L, 31L));
    assertThat(detect(PLAIN, new double[0])).isEmpty();
    assertThat(detect(PLAIN, new double[] {5})).isEmpty();
  }

  @Test
  void aRangeIsToldBeforeTheSeriesEnds() {
    List<AnomalyRange> found = new ArrayList<>();
    ErrorDetector detector = new ErrorDetector(PLAIN, found::add);
    double[] errors = errors(130, 50, 51, 125, 126);
    for (int t = 0; t < 130; t++) {
      detector.add(errors[t]);
      assertThat(found).hasSize(t < 99 ? 0 : t < 129 ? 1 : 2); // windows are full then
    }
    detector.end();
    detector.end();
    assertThat(found).extracting(AnomalyRange::first).containsExactly(50L, 125L);
  }

  /**
   * With a span of 3 half of a smoothed error is the one before: 12 decays to 6, 3, 1.5 where
   * others are 0.
   */
  @Test
  void errorsAreSmoothed() {
    ThresholdSpec smooth = new ThresholdSpec(10, 10, 0.03, 0.5, 0.5, 0, 5, 0.5, 0.13);
    assertThat(smooth.span()).isEqualTo(3);
    double[] errors = new double[100];
    errors[50] = 12;
    // Smoothed: 6, 3, 1.5, 0.75 and so on from 50 on; mean 0.12, deviation 0.683; the threshold,
    // 0.46, has 0.75 above it and 0.375 below it.
    assertThat(detect(smooth, errors))
        .extracting(AnomalyRange::first, AnomalyRange::last)
        .containsExactly(tuple(50L, 53L));
  }

  /** The 11 first ones are not smoothed over 12 yet. */
  @Test
  void aLargeErrorAtTheBeginningIsNone() {
    ThresholdSpec smooth = new ThresholdSpec(10, 10, 0.12, 2, 12, 0, 5, 0.5, 0.13);
    double[] errors = errors(100, 70, 71, 72, 73, 74);
    errors[0] = 40;
    List<AnomalyRange> found = detect(smooth, errors);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).first()).isBetween(70L, 74L);
  }

  /** With a buffer of 5, errors that are 10 steps apart belong together, in one batch or two. */
  @Test
  void sequencesGoOnFromBatchToBatch() {
    ThresholdSpec buffered = new ThresholdSpec(10, 10, 0, 2, 12, 5, 5, 0.5, 0.13);
    for (int shift = 0; shift < 10; shift++) {
      double[] errors = errors(300, 150 + shift, 160 + shift, 175 + shift);
      assertThat(detect(buffered, errors))
          .extracting(AnomalyRange::last)
          .hasSize(2)
          .last()
          .isEqualTo(180L + shift);
    }
  }

  @Test
  void theFirstErrorIsNotSmoothedTowardsZero() {
    ThresholdSpec smooth = new ThresholdSpec(10, 10, 0.05, 2, 12, 0, 5, 0.5, 0.13);
    double[] equal = new double[250];
    Arrays.fill(equal, 0.7);
    assertThat(detect(smooth, equal)).isEmpty();
  }

  @Test
  void refusesErrorsThatAreNoNumbersAndThoseAfterTheEnd() {
    ErrorDetector detector = new ErrorDetector(ThresholdSpec.PUBLISHED, range -> {});
    detector.add(1);
    assertThatThrownBy(() -> detector.add(Double.NaN))
        .hasMessage("error: got NaN at place 1, expected a finite number");
    detector.end();
    assertThatThrownBy(() -> detector.add(1))
        .hasMessage("The series has ended; take a new detector");
  }

  @Test
  void thePublishedConstants() {
    assertThat(ThresholdSpec.PUBLISHED.window()).isEqualTo(2100);
    assertThat(ThresholdSpec.PUBLISHED.span()).isEqualTo(105);
  }
}
