package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TestExampleBatches {
  private static final EpochOrder REVERSED =
      (epoch, size) -> IntStream.range(0, size).map(i -> size - 1 - i).toArray();

  /** Sequence s has tokens 1000 s, 1000 s + 1, ...; targets are the negative of it. */
  private static SequenceStore store(List<Integer> lengths, boolean lastOnly) {
    int[] offsets = new int[lengths.size() + 1];
    for (int s = 0; s < lengths.size(); s++) {
      offsets[s + 1] = offsets[s] + lengths.get(s);
    }
    int[] tokens = new int[offsets[lengths.size()]];
    for (int s = 0; s < lengths.size(); s++) {
      for (int t = 0; t < lengths.get(s); t++) {
        tokens[offsets[s] + t] = 1000 * s + t;
      }
    }
    int[] targets =
        lastOnly
            ? IntStream.range(0, lengths.size()).map(s -> -s).toArray()
            : Arrays.stream(tokens).map(token -> -token).toArray();
    return new SequenceStore(offsets, tokens, null, 0, targets, null, 0, lastOnly);
  }

  @Test
  void laysSequencesOutByTime() {
    Batch batch =
        new ExampleBatches(store(List.of(1, 3, 2), false), 3, EpochOrder.STORED).batch(0, 0);
    assertThat(batch.tokens).containsExactly(1000, 2000, 0, 1001, 2001, 1002);
    assertThat(batch.targetClasses).containsExactly(-1000, -2000, 0, -1001, -2001, -1002);
    assertThat(batch.outputRows).isNull();
    assertThat(batch.carriesState).isFalse();
  }

  @Test
  void targetsOfTheLastStepFollowTheRowsOfTheEnds() {
    Batch batch =
        new ExampleBatches(store(List.of(1, 3, 2, 3), true), 4, EpochOrder.STORED).batch(0, 0);
    assertThat(batch.tokens).containsExactly(1000, 3000, 2000, 0, 1001, 3001, 2001, 1002, 3002);
    assertThat(batch.outputRows).containsExactly(3, 6, 7, 8);
    assertThat(batch.targetClasses).containsExactly(0, -2, -1, -3);
  }

  @Test
  void realInputsAndTargetsComeAsRows() {
    float[] features = {1, 2, 3, 4, 5, 6};
    float[] targets = {10, 20};
    SequenceStore store =
        new SequenceStore(new int[] {0, 1, 3}, null, features, 2, null, targets, 1, true);
    Batch batch = new ExampleBatches(store, 2, EpochOrder.STORED).batch(0, 0);
    assertThat(batch.features).containsExactly(3, 4, 1, 2, 5, 6);
    assertThat(batch.outputRows).containsExactly(1, 2);
    assertThat(batch.targetValues).containsExactly(10, 20);
  }

  @Test
  void sortsByLengthWithinAWindow() {
    List<Integer> lengths = IntStream.range(0, 100).mapToObj(s -> 1 + s * 37 % 100).toList();
    ExampleBatches batches = new ExampleBatches(store(lengths, false), 2, REVERSED);
    assertThat(batches.stepsPerEpoch()).isEqualTo(50);
    int spread = 0;
    for (int step = 0; step < 50; step++) {
      Batch batch = batches.batch(0, step);
      spread += batch.length(0) - batch.length(1);
    }
    assertThat(spread / 50.0).isLessThan(5); // without the window it is 33
  }

  @Test
  void refusesEmptySequences() {
    assertThatThrownBy(() -> new ExampleBatches(store(List.of(2, 0), false), 2, EpochOrder.STORED))
        .hasMessage("Sequence 1 has no time steps");
  }

  /** Every sequence is in one batch of the epoch, and the bounds hold. */
  @Property
  void visitsEverySequenceOnce(
      @ForAll @Size(max = 80) List<@IntRange(min = 1, max = 9) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 5) int size) {
    ExampleBatches batches = new ExampleBatches(store(lengths, false), size, REVERSED);
    IntStream.Builder seen = IntStream.builder();
    for (int step = 0; step < batches.stepsPerEpoch(); step++) {
      Batch batch = batches.batch(1, step);
      assertThat(batch.rows()).isLessThanOrEqualTo(batches.maxRows());
      assertThat(batch.batchSize()).isLessThanOrEqualTo(batches.maxBatchSize());
      for (int b = 0; b < batch.batchSize(); b++) {
        int sequence = batch.tokens[b] / 1000;
        assertThat(batch.length(b)).isEqualTo(lengths.get(sequence));
        seen.add(sequence);
      }
    }
    assertThat(seen.build().sorted().toArray())
        .isEqualTo(IntStream.range(0, lengths.size()).toArray());
  }
}
