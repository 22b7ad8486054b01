package rondo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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
  void neighboursThatAreNotAmongTheFirstAreOneRange() {
    List<AnomalyRange> found = new ArrayList<>();
    EventDetector detector = new EventDetector(2, found::add);
    for (int event : new int[] {1, 0, 2, 3, 1, 4}) {
      detector.add(SCORES, 1, 5, event);
    }
    assertThat(found).containsExactly(new AnomalyRange(1, 2, 4));
    detector.end();
    assertThat(found).containsExactly(new AnomalyRange(1, 2, 4), new AnomalyRange(5, 5, 5));
  }

  @Test
  void refusesEventsThatThereAreNot() {
    assertThatThrownBy(() -> rank(5)).hasMessage("event: got 5, expected 0 to 4");
    assertThatThrownBy(() -> new EventDetector(0, range -> {}))
        .hasMessage("k: got 0, expected at least 1");
  }
}
