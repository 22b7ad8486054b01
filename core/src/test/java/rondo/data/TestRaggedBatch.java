package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three sequences of 1, 4 and 3 time steps, laid out by time for each layout. */
class TestRaggedBatch {
  private static final int[] OFFSETS = {0, 1, 5, 8};

  /** Of time steps 0 to 3: what is in rows 0 to 7, by its place in the store. */
  private static final int[] STEPS = {1, 5, 0, 2, 6, 3, 7, 4};

  private static Batch batch(SequenceStore store) {
    return new ExampleBatches(store, 3, EpochOrder.STORED).batch(0, 0);
  }

  /** The first numbers from {@code start} on. */
  private static int[] ints(int start, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = start + i;
    }
    return values;
  }

  private static float[] floats(int start, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = start + i;
    }
    return values;
  }

  @Test
  void tokensOfATimeStepStayTogetherBesideFeatures() {
    SequenceLayout layout = new SequenceLayout(100, 3, 2, 0, 0, 0, 0, 0);
    Batch batch =
        batch(
            new SequenceStore(layout, OFFSETS, ints(0, 24), floats(0, 16), null, null, null, null));
    assertThat(batch.tokenColumns).isEqualTo(3);
    assertThat(batch.featureSize).isEqualTo(2);
    assertThat(batch.rows()).isEqualTo(8);
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat(batch.tokens[3 * row + column]).isEqualTo(3 * STEPS[row] + column);
      }
      for (int i = 0; i < 2; i++) {
        assertThat(batch.features[2 * row + i]).isEqualTo(2 * STEPS[row] + i);
      }
    }
    assertThat(batch.outputRows).isNull();
    assertThat(batch.sequenceClasses).isNull();
    assertThat(batch.sequenceValues).isNull();
  }

  /** Targets are numbered by sequence; row r is that of time step STEPS[r] of the store. */
  @ParameterizedTest
  @CsvSource({
    "1, 2 6 7, 0 2 1",
    "2, 2 4 5 6 7, 0 3 1 4 2", // the first sequence is shorter
    "3, 1 2 3 4 5 6 7, 4 0 1 5 2 6 3",
    "4, 0 1 2 3 4 5 6 7, 1 5 0 2 6 3 7 4",
    "9, 0 1 2 3 4 5 6 7, 1 5 0 2 6 3 7 4",
    "2147483647, 0 1 2 3 4 5 6 7, 1 5 0 2 6 3 7 4",
  })
  void outputsAtTheTail(int tail, String rows, String places) {
    int[] outputRows = numbers(rows);
    int[] expected = numbers(places);
    SequenceLayout layout = new SequenceLayout(100, 1, 0, 100, 2, tail, 0, 0);
    Batch batch =
        batch(
            new SequenceStore(
                layout,
                OFFSETS,
                ints(0, 8),
                null,
                ints(50, outputRows.length),
                floats(0, 2 * outputRows.length),
                null,
                null));
    assertThat(batch.outputRows).isEqualTo(outputRows);
    for (int i = 0; i < outputRows.length; i++) {
      assertThat(batch.targetClasses[i]).isEqualTo(50 + expected[i]);
      assertThat(batch.targetValues[2 * i]).isEqualTo(2 * expected[i]);
      assertThat(batch.targetValues[2 * i + 1]).isEqualTo(2 * expected[i] + 1);
    }
  }

  private static int[] numbers(String spaced) {
    return Arrays.stream(spaced.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void targetsOfWholeSequencesAreInTheOrderOfTheBatch(int tail) {
    SequenceLayout layout = new SequenceLayout(0, 0, 1, 0, 0, tail, 9, 2);
    Batch batch =
        batch(
            new SequenceStore(
                layout,
                OFFSETS,
                null,
                floats(0, 8),
                null,
                null,
                new int[] {7, 8, 3},
                new float[] {0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f}));
    assertThat(batch.sequenceClasses).containsExactly(8, 3, 7);
    assertThat(batch.sequenceValues).containsExactly(2.5f, 3.5f, 4.5f, 5.5f, 0.5f, 1.5f);
    assertThat(batch.targetClasses).isNull();
    assertThat(batch.targetValues).isNull();
  }

  @Test
  void aBatchOfOneSequence() {
    SequenceLayout layout = new SequenceLayout(9, 1, 0, 9, 0, 2, 9, 0);
    SequenceStore store =
        new SequenceStore(
            layout,
            new int[] {0, 3},
            new int[] {1, 2, 3},
            null,
            new int[] {4, 5},
            null,
            new int[] {6},
            null);
    Batch batch = batch(store);
    assertThat(batch.outputRows).containsExactly(1, 2);
    assertThat(batch.targetClasses).containsExactly(4, 5);
    assertThat(batch.sequenceClasses).containsExactly(6);
  }
}
