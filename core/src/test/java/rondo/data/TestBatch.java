package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Parts of a batch, and what is refused. */
class TestBatch {
  /** Lengths 4, 3 and 1; two tokens and one feature a row; targets at rows 2, 4, 6 and 7. */
  private static Batch batch() {
    return new Batch(
        new int[] {3, 2, 2, 1},
        new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        2,
        new float[] {0, 1, 2, 3, 4, 5, 6, 7},
        1,
        new int[] {2, 4, 6, 7},
        new int[] {20, 21, 22, 23},
        new float[] {30, 31, 32, 33, 34, 35, 36, 37},
        new int[] {40, 41, 42},
        new float[] {50, 51, 52},
        false);
  }

  @Test
  void aSliceOfTimeHasItsRowsAndNoTargets() {
    Batch slice = batch().slice(1, 3);
    assertThat(slice.batchSize()).isEqualTo(2);
    assertThat(slice.rows()).isEqualTo(4);
    assertThat(slice.tokenColumns).isEqualTo(2);
    assertThat(slice.tokens).containsExactly(6, 7, 8, 9, 10, 11, 12, 13);
    assertThat(slice.features).containsExactly(3, 4, 5, 6);
    assertThat(slice.outputRows).containsExactly(1, 3);
    assertThat(slice.targetClasses).isNull();
    assertThat(slice.targetValues).isNull();
    assertThat(slice.sequenceClasses).isNull();
    assertThat(slice.sequenceValues).isNull();
    assertThat(slice.carriesState).isTrue();
  }

  @Test
  void lastOutputsKeepTheTargetsOfSequences() {
    Batch last = batch().lastOutputsOnly();
    assertThat(last.tokens).isEqualTo(batch().tokens);
    assertThat(last.tokenColumns).isEqualTo(2);
    assertThat(last.features).isEqualTo(batch().features);
    assertThat(last.outputRows).containsExactly(2, 6, 7);
    assertThat(last.targetClasses).containsExactly(20, 22, 23);
    assertThat(last.targetValues).containsExactly(30, 31, 34, 35, 36, 37);
    assertThat(last.sequenceClasses).containsExactly(40, 41, 42);
    assertThat(last.sequenceValues).containsExactly(50, 51, 52);
  }

  @Test
  void whatIsNotThereHasNoWidth() {
    Batch tokens = new Batch(new int[] {1}, new int[] {4}, null, 7, null, null, null, false);
    assertThat(tokens.featureSize).isZero();
    assertThat(tokens.tokenColumns).isEqualTo(1);
    float[] one = {4};
    assertThat(new Batch(new int[] {1}, null, one, 1, null, null, null, false).tokenColumns)
        .isZero();
  }

  @Test
  void refusesArraysThatDoNotFit() {
    int[] active = {2, 1};
    assertThatThrownBy(
            () -> new Batch(active, new int[5], 2, null, 0, null, null, null, null, null, false))
        .hasMessage("tokens: got 5 numbers, expected 3 rows of 2");
    assertThatThrownBy(
            () ->
                new Batch(
                    active, new int[3], 1, null, 0, null, null, null, new int[3], null, false))
        .hasMessage("sequenceClasses: got 3, expected 2");
    assertThatThrownBy(
            () ->
                new Batch(
                    active, new int[3], 1, null, 0, null, null, null, null, new float[3], false))
        .hasMessage("sequenceValues: got 3, expected a multiple of the 2 sequences");
    assertThatThrownBy(() -> new Batch(active, null, null, 0, null, null, null, false))
        .hasMessage("Got neither tokens nor features, expected one at least");
  }
}
