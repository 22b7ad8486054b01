package rondo.spark.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestWideColumns {
  @Test
  void numberedNamesAreTimeSteps() {
    assertThat(WideColumns.of(List.of("t10", "t2", "t1", "t3")).steps())
        .containsExactly(List.of("t1"), List.of("t2"), List.of("t3"), List.of("t10"));
    WideColumns pairs = WideColumns.of(List.of("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4"));
    assertThat(pairs.numbered()).isTrue();
    assertThat(pairs.steps())
        .containsExactly(
            List.of("x1", "y1"), List.of("x2", "y2"), List.of("x3", "y3"), List.of("x4", "y4"));
  }

  @Test
  void othersAreOneTimeStep() {
    for (List<String> names :
        List.of(
            List.of("length", "width"),
            List.of("x1", "x2", "x3", "width"),
            List.of("x1", "x2"),
            List.of("x1", "y2", "x3", "y4"),
            List.of("x1", "y1", "x2", "y2", "x3", "y3", "x4"))) {
      WideColumns wide = WideColumns.of(names);
      assertThat(wide.numbered()).isFalse();
      assertThat(wide.steps()).containsExactly(names);
    }
  }
}
