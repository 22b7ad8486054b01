package rondo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import rondo.error.RondoException;

class TestStreamBatches {
  private static int[] text(int length) {
    return IntStream.range(0, length).toArray();
  }

  @Test
  void cutsStreamsIntoChunks() {
    StreamBatches batches = new StreamBatches(text(22), 2, 4);
    assertThat(batches.stepsPerEpoch()).isEqualTo(3);
    Batch first = batches.batch(0, 0);
    assertThat(first.tokens).containsExactly(0, 11, 1, 12, 2, 13, 3, 14);
    assertThat(first.targetClasses).containsExactly(1, 12, 2, 13, 3, 14, 4, 15);
    assertThat(first.carriesState).isFalse();
    Batch last = batches.batch(0, 2);
    assertThat(last.tokens).containsExactly(8, 19, 9, 20, 10);
    assertThat(last.targetClasses).containsExactly(9, 20, 10, 21, 11);
    assertThat(last.carriesState).isTrue();
  }

  @Test
  void aLongerStreamMakesTheLastChunkLonger() {
    StreamBatches batches = new StreamBatches(text(12), 2, 5);
    assertThat(batches.stepsPerEpoch()).isEqualTo(1);
    assertThat(batches.batch(0, 0).timeSteps()).isEqualTo(6);
    assertThat(batches.maxRows()).isEqualTo(11);
  }

  @Test
  void littleTextHasFewerStreams() {
    assertThat(new StreamBatches(text(0), 8, 4).stepsPerEpoch()).isZero();
    assertThat(new StreamBatches(text(1), 8, 4).stepsPerEpoch()).isZero();
    assertThat(new StreamBatches(text(2), 8, 4).maxBatchSize()).isEqualTo(1);
    assertThat(new StreamBatches(text(9), 8, 4).maxBatchSize()).isEqualTo(2);
    assertThat(new StreamBatches(text(100), 8, 4).maxBatchSize()).isEqualTo(8);
  }

  @Test
  void withoutTruncationAStreamIsOneChunk() {
    StreamBatches batches = new StreamBatches(text(100), 3, 0);
    assertThat(batches.stepsPerEpoch()).isEqualTo(1);
    assertThat(batches.batch(3, 0).timeSteps()).isEqualTo(33);
  }

  /** Every token but the last is an input once, in order within its stream; bounds hold. */
  @Property
  void visitsEveryTokenOnce(
      @ForAll @IntRange(max = 400) int length,
      @ForAll @IntRange(min = 1, max = 12) int batch,
      @ForAll @IntRange(max = 30) int truncate) {
    StreamBatches batches = new StreamBatches(text(length), batch, truncate);
    List<List<Integer>> streams = new ArrayList<>();
    for (int b = 0; b < batches.maxBatchSize(); b++) {
      streams.add(new ArrayList<>());
    }
    int largest = 0;
    for (int step = 0; step < batches.stepsPerEpoch(); step++) {
      Batch chunk = batches.batch(7, step);
      assertThat(chunk.batchSize()).isEqualTo(batches.maxBatchSize());
      assertThat(chunk.carriesState).isEqualTo(step > 0);
      largest = Math.max(largest, chunk.rows());
      for (int t = 0; t < chunk.timeSteps(); t++) {
        for (int b = 0; b < chunk.activeRows(t); b++) {
          int row = chunk.rowOffset(t) + b;
          assertThat(chunk.targetClasses[row]).isEqualTo(chunk.tokens[row] + 1);
          streams.get(b).add(chunk.tokens[row]);
        }
      }
      // A state is carried only from chunks in which all streams reach the end.
      if (step + 1 < batches.stepsPerEpoch()) {
        assertThat(chunk.activeRows(chunk.timeSteps() - 1)).isEqualTo(chunk.batchSize());
      }
    }
    assertThat(largest).isLessThanOrEqualTo(batches.maxRows());
    assertThat(streams.stream().flatMap(List::stream).toList())
        .isEqualTo(IntStream.range(0, Math.max(0, length - 1)).boxed().toList());
  }

  /** A text that no array holds: the token of a time step tells where it is. */
  private record Endless(long timeSteps) implements Sequences {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public long offset(int s) {
      return s * timeSteps;
    }

    @Override
    public SequenceLayout layout() {
      return SequenceLayout.text(1_000_003);
    }

    @Override
    public void tokens(long step, int count, int[] to) {
      assertThat(step + count).isLessThanOrEqualTo(timeSteps);
      for (int i = 0; i < count; i++) {
        to[i] = (int) ((step + i) % 1_000_003);
      }
    }

    @Override
    public void features(long step, int count, float[] to) {
      throw new AssertionError("There are none");
    }

    @Override
    public void classes(int s, int[] to) {
      throw new AssertionError("There are none");
    }

    @Override
    public void targets(int s, float[] to) {
      throw new AssertionError("There are none");
    }

    @Override
    public int sequenceClass(int s) {
      throw new AssertionError("There is none");
    }

    @Override
    public void sequenceTargets(int s, float[] to) {
      throw new AssertionError("There are none");
    }

    @Override
    public long fingerprint() {
      return timeSteps;
    }
  }

  @Test
  void positionsBeyondAnInt() {
    long steps = 50_000_000_001L; // 100 streams of 500 million
    StreamBatches batches = new StreamBatches(new Endless(steps), 100, 250);
    assertThat(batches.stepsPerEpoch()).isEqualTo(2_000_000);
    Batch last = batches.batch(0, 1_999_999);
    assertThat(last.rows()).isEqualTo(25_000);
    int end = last.rows() - 1; // of the last stream
    assertThat(last.tokens[end]).isEqualTo((int) ((steps - 2) % 1_000_003));
    assertThat(last.targetClasses[end]).isEqualTo((int) ((steps - 1) % 1_000_003));
  }

  /** A chunk longer than the text is as long as the text. */
  @Test
  void aChunkMayBeLongerThanAnyText() {
    StreamBatches batches = new StreamBatches(new Endless(1_000_001), 4, Integer.MAX_VALUE);
    assertThat(batches.stepsPerEpoch()).isEqualTo(1);
    assertThat(batches.maxRows()).isEqualTo(1_000_000);
    assertThat(batches.batch(0, 0).timeSteps()).isEqualTo(1_000_000);
  }

  @Test
  void refusesMoreThanOneTokenATimeStep() {
    SequenceLayout pairs = new SequenceLayout(9, 2, 0, 0, 0, 0, 0, 0);
    SequenceStore store =
        new SequenceStore(
            pairs, new int[] {0, 2}, new int[] {1, 2, 3, 4}, null, null, null, null, null);
    assertThatThrownBy(() -> new StreamBatches(store, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Got 2 tokens a time step, expected 1 of a text");
  }

  @Test
  void refusesWhatCannotBeCounted() {
    assertThatThrownBy(() -> new StreamBatches(new Endless(5_000_000_001L), 2, 1))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "training.truncate: got 1, which cuts the 5000000001 time steps of a shard into"
                + " 2500000000 batches of up to 2, expected at most 2147483647 of either; raise"
                + " rounds.shards, or set training.truncate and training.batch to what fits into"
                + " memory");
    assertThatThrownBy(() -> new StreamBatches(new Endless(5_000_000_001L), 10, 0))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith(
            "training.truncate: got 0, which cuts the 5000000001 time steps of a shard into 1"
                + " batches of up to 5000000000, expected at most 2147483647 of either");
  }
}
