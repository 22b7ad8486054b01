package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class TestWorkload {
  @Test
  void raggedLengthsAreGeometric() {
    Workload ragged = Workload.named("ragged-128");
    assertThat(ragged.lengths())
        .hasSize(64)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allMatch(length -> length >= 5 && length <= 200);
    assertThat(ragged.timeSteps() / 64.0).isBetween(29.0, 31.0);
    assertThat(ragged.ragged()).isTrue();
    assertThat(Workload.named("char-128").ragged()).isFalse();
  }

  @Test
  void dataAreInRange() {
    for (Workload workload : Workload.all()) {
      for (int b = 0; b < workload.batch(); b++) {
        for (int t = 0; t < workload.steps(); t++) {
          assertThat(workload.token(b, t)).isBetween(0, workload.classes() - 1);
          assertThat(workload.target(b, t)).isBetween(0, workload.classes() - 1);
          assertThat(workload.feature(b, t, workload.inputs() - 1)).isBetween(-1f, 1f);
        }
      }
    }
  }

  @Test
  void travelsAsJson() {
    for (Workload workload : Workload.all()) {
      String json = ProcessResult.write(workload);
      assertThat(ProcessResult.workload(json)).isEqualTo(workload);
    }
  }

  @Test
  void namesWhatThereIs() {
    assertThatThrownBy(() -> Workload.named("char-64"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--workload: got 'char-64', expected one of char-128, char-256, ");
  }
}
