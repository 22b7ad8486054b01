package rondo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TestSurpriseScore {
  private static final double NEVER = 1e300;

  private static SurpriseScore score(int errors, double life, int quiet) {
    return new SurpriseScore(new SurpriseScore.Spec(errors, life, quiet, 0.1, 0.2, 0.05));
  }

  /** Of values that never leave what was there. */
  private static double[] ofErrors(SurpriseScore score, double... errors) {
    return Arrays.stream(errors).map(error -> score.add(0, error)).toArray();
  }

  @Test
  void anErrorIsComparedWithTheLargestSoFar() {
    double[] scores = ofErrors(score(1, NEVER, 0), 0.4, 0.3, 0.9, 0.9, 1.9);
    assertThat(scores).startsWith(0, 0);
    assertThat(scores[2]).isCloseTo(Math.log(1.0 / 0.5), within(1e-12));
    assertThat(scores[3]).isZero();
    assertThat(scores[4]).isCloseTo(Math.log(2.0 / 1.0), within(1e-12));
  }

  @Test
  void theLargestIsForgottenLittleByLittle() {
    double[] scores = ofErrors(score(1, 2, 0), 1, 0, 0.9);
    assertThat(scores[2]).isCloseTo(Math.log(1.0 / (Math.exp(-0.5) + 0.1)), within(1e-12));
  }

  @Test
  void severalErrorsCountAsTheirMean() {
    // Means: 0.3, 0.3, 0.3, 0.6, 0.9.
    double[] scores = ofErrors(score(3, NEVER, 0), 0.3, 0.3, 0.3, 1.2, 1.2);
    assertThat(scores).startsWith(0, 0, 0);
    assertThat(scores[3]).isCloseTo(Math.log(0.7 / 0.4), within(1e-12));
    assertThat(scores[4]).isCloseTo(Math.log(1.0 / 0.7), within(1e-12));
  }

  @Test
  void aValueOutsideOfAllBeforeIsASurpriseWithoutAnyError() {
    SurpriseScore score = score(1, NEVER, 0);
    assertThat(score.add(5, 0)).isZero();
    assertThat(score.add(6, 0)).isCloseTo(0.2 + Math.log1p(1 / 0.05), within(1e-12));
    assertThat(score.add(5.5, 0)).isZero();
    assertThat(score.add(6, 0)).isZero();
    assertThat(score.add(4.9, 0)).isCloseTo(0.2 + Math.log1p(0.1 / 1.05), within(1e-9));
  }

  @Test
  void whatGoesOnIsToldOnce() {
    SurpriseScore score = score(1, NEVER, 2);
    double[] scores = ofErrors(score, 0.4, 0.9, 1.1, 3.0, 3.1, 3.2, 3.5);
    assertThat(scores[1]).isPositive();
    assertThat(scores[2]).isZero(); // a smaller score than the one before
    assertThat(scores[3]).isGreaterThan(scores[1]);
    assertThat(scores[4]).isZero();
    assertThat(scores[5]).isZero();
    assertThat(scores[6]).isCloseTo(Math.log(3.6 / 3.3), within(1e-12)); // two values later
  }

  @Test
  void aSeriesThatNeverChangesIsNoSurprise() {
    SurpriseScore score = score(3, 100, 10);
    for (int n = 0; n < 1000; n++) {
      assertThat(score.add(7, 0)).isZero();
    }
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> score(0, 1, 0)).hasMessage("errors: got 0.0, expected 1 to 65536");
    assertThatThrownBy(() -> score(1, Double.NaN, 0))
        .hasMessage("life: got NaN, expected 1 or more values");
  }
}
