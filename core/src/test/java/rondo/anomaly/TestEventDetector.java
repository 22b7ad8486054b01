package rondo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestEventDetector {
  /** The first number is not a score. */
  private static final float[] SCORES = {99, 0.5f, 3, -1, 3, Float.NaN};

  private static int rank(int event) {
    return EventDetector.rank(SCORES, 1, 5, event);
  }

  @Test
  void ranksByScore() {
    assertThat(rank(1)).isEqualTo(1); // 3
    assertThat(rank(3)).isEqualTo(2); // 3 as well, with a larger number
    assertThat(rank(0)).isEqualTo(3);
    assertThat(rank(2)).isEqualTo(4);
    assertThat(rank(4)).isEqualTo(5); // no number
    assertThat(EventDetector.rank(new float[] {-0f, 0f}, 0, 2, 0)).isEqualTo(1);
  }

  @Test
  void whatIsNotAmongTheFirstIsUnexpected() {
    float[] scores = {0, (float) Math.log(2), (float) Math.log(5), 99};
    EventDetector detector = new EventDetector(2);

    assertThat(detector.judge(7, scores, 0, 3, 2)).isNull();
    assertThat(detector.judge(7, scores, 0, 3, 1)).isNull();
    UnexpectedEvent found = detector.judge(7, scores, 0, 3, 0);
    assertThat(found.step()).isEqualTo(7);
    assertThat(found.event()).isZero();
    assertThat(found.rank()).isEqualTo(3);
    assertThat(found.probability()).isCloseTo(1 / 8.0, within(1e-6));
    assertThat(found.expected()).isEqualTo(2);
    assertThat(found.expectedProbability()).isCloseTo(5 / 8.0, within(1e-6));
    assertThat(found.isUnknown()).isFalse();
  }

  @Test
  void anEventThatTheModelDoesNotKnowIsNeverExpected() {
    UnexpectedEvent found = new EventDetector(100).judge(0, SCORES, 1, 5, EventDetector.UNKNOWN);
    assertThat(found.isUnknown()).isTrue();
    assertThat(found.rank()).isZero();
    assertThat(found.probability()).isNaN();
    assertThat(found.expected()).isEqualTo(1); // the first of two
    assertThat(found.expectedProbability()).isBetween(0.4, 0.5);
  }

  @Test
  void refusesEventsThatThereAreNot() {
    assertThatThrownBy(() -> rank(5)).hasMessage("event: got 5, expected 0 to 4");
    assertThatThrownBy(() -> new EventDetector(0)).hasMessage("k: got 0, expected at least 1");
  }
}
