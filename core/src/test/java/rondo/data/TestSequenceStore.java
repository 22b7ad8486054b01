package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a store refuses. */
class TestSequenceStore {
  private static final int[] OFFSETS = {0, 1, 3};

  private static SequenceStore store(
      SequenceLayout layout, int[] tokens, int[] classes, float[] ofSequences) {
    return new SequenceStore(layout, OFFSETS, tokens, null, classes, null, null, ofSequences);
  }

  @Test
  void refusesArraysThatDoNotFitTheLayout() {
    SequenceLayout layout = new SequenceLayout(9, 2, 0, 9, 0, 2, 0, 2);
    assertThat(store(layout, new int[6], new int[3], new float[4]).firstOutput(2)).isEqualTo(3);
    assertThatThrownBy(() -> store(layout, new int[3], new int[3], new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokens: got 3 numbers, expected 3 times 2");
    assertThatThrownBy(() -> store(layout, new int[6], new int[2], new float[4]))
        .hasMessage("classes: got 2 numbers, expected 3 times 1");
    assertThatThrownBy(() -> store(layout, new int[6], new int[3], null))
        .hasMessage("sequence targets: got none, expected 2 times 2");
    assertThatThrownBy(() -> store(SequenceLayout.text(9), new int[3], new int[3], null))
        .hasMessage("classes: got 3 numbers, expected none");
  }

  @Test
  void refusesALayoutThatCannotBe() {
    assertThatThrownBy(() -> new SequenceLayout(0, 0, 0, 0, 0, 0, 0, 0))
        .hasMessage("Got neither tokens nor features, expected one at least");
    assertThatThrownBy(() -> new SequenceLayout(5, 0, 1, 0, 0, 0, 0, 0))
        .hasMessage("Got 5 tokens in 0 columns, expected both or none");
    assertThatThrownBy(() -> new SequenceLayout(0, 0, 1, 0, 0, -1, 0, 0))
        .hasMessage("tail: got -1, expected 0 or more");
  }
}
