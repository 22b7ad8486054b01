package rondo.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceStore;
import rondo.data.Sequences;
import rondo.data.StreamBatches;
import rondo.model.CounterRandom;

/** The same numbers and batches, in memory and in pages. */
class TestPackedSequences {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  @TempDir private Path folder;

  /** Every kind of column, in widths of 1, 2 and 4 bytes. */
  static Stream<SequenceLayout> layouts() {
    return Stream.of(
        SequenceLayout.text(256),
        SequenceLayout.text(257),
        SequenceLayout.text(65_537),
        new SequenceLayout(7, 0, 7, 7, false),
        new SequenceLayout(0, 3, 300, 0, true),
        new SequenceLayout(0, 2, 0, 2, true),
        new SequenceLayout(300, 3, 2, 7, 2, 5, 70_000, 3), // all there is
        new SequenceLayout(9, 2, 0, 0, 0, 0, 9, 0),
        new SequenceLayout(0, 0, 2, 0, 0, 0, 0, 4),
        new SequenceLayout(0, 0, 1, 0, 2, 40, 0, 0)); // a tail that some are shorter than
  }

  private Storage storage(long limit, int pages, boolean encrypted) {
    return new Storage(List.of(folder), limit, new PagePool(pages), encrypted);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void readsWhatWasWritten(SequenceLayout layout) throws IOException {
    RandomSequences random = RandomSequences.of(layout, 3000, 60, 5);
    SequenceStore expected = random.store();
    // None in memory, a part before there is no more room, and all.
    for (long limit : new long[] {0, 100_000, 1L << 40}) {
      for (boolean encrypted : new boolean[] {false, true}) {
        try (Storage storage = storage(limit, 2, encrypted);
            Space space = storage.space("shard 0")) {
          Sequences packed = space.pack("training", layout, random::read);
          assertThat(space.hasPages()).isEqualTo(limit < 1L << 40);
          assertThat(packed instanceof SequenceStore).isEqualTo(limit == 1L << 40);
          assertSame(packed, expected);
          assertThat(storage.bytesInMemory() > 0).isEqualTo(limit == 1L << 40);
        }
        assertThat(folder).isEmptyDirectory();
      }
    }
  }

  private static void assertSame(Sequences packed, SequenceStore expected) {
    assertThat(packed.size()).isEqualTo(expected.size());
    assertThat(packed.timeSteps()).isEqualTo(expected.timeSteps());
    assertThat(packed.fingerprint())
        .isEqualTo(expected.fingerprint())
        .isEqualTo(fingerprint(expected));
    for (int i = 0; i < 400; i++) { // stretches of all lengths, over pages too
      int from = CounterRandom.below(1, i, (int) expected.timeSteps());
      int count = CounterRandom.below(2, i, (int) expected.timeSteps() - from + 1);
      assertSameSteps(packed, expected, from, i % 4 == 0 ? count : Math.min(count, 50));
      assertSameTargets(packed, expected, CounterRandom.below(3, i, expected.size()));
    }
  }

  private static void assertSameSteps(
      Sequences packed, SequenceStore expected, int from, int count) {
    SequenceLayout layout = expected.layout();
    if (layout.tokenColumns() > 0) {
      int columns = layout.tokenColumns();
      int[] got = new int[count * columns];
      packed.tokens(from, count, got);
      assertThat(got).isEqualTo(range(expected.tokens, from, count, columns));
    }
    if (layout.featureSize() > 0) {
      float[] got = new float[count * layout.featureSize()];
      packed.features(from, count, got);
      assertThat(got).isEqualTo(range(expected.features, from, count, layout.featureSize()));
    }
  }

  private static void assertSameTargets(Sequences packed, SequenceStore expected, int s) {
    SequenceLayout layout = expected.layout();
    int outputs = expected.outputs(s);
    assertThat(packed.outputs(s)).isEqualTo(outputs);
    if (layout.classes() > 0) {
      int[] got = new int[outputs];
      packed.classes(s, got);
      assertThat(got).isEqualTo(range(expected.targetClasses, expected.firstOutput(s), outputs, 1));
    }
    if (layout.targetSize() > 0) {
      int size = layout.targetSize();
      float[] got = new float[outputs * size];
      packed.targets(s, got);
      assertThat(got)
          .isEqualTo(range(expected.targetValues, expected.firstOutput(s), outputs, size));
    }
    if (layout.sequenceClasses() > 0) {
      assertThat(packed.sequenceClass(s)).isEqualTo(expected.sequenceClasses[s]);
    }
    if (layout.sequenceTargets() > 0) {
      float[] got = new float[layout.sequenceTargets()];
      packed.sequenceTargets(s, got);
      assertThat(got).isEqualTo(range(expected.sequenceValues, s, 1, got.length));
    }
  }

  private static int[] range(int[] values, int from, int count, int size) {
    return Arrays.copyOfRange(values, from * size, (from + count) * size);
  }

  private static float[] range(float[] values, int from, int count, int size) {
    return Arrays.copyOfRange(values, from * size, (from + count) * size);
  }

  /**
   * The formula that fingerprints of checkpoints were written with, and what follows where there is
   * more than there was then.
   */
  private static long fingerprint(SequenceStore store) {
    SequenceLayout layout = store.layout();
    long hash = mix(1, bits(store.offsets));
    hash = mix(hash, bits(store.tokens));
    hash = mix(hash, bits(store.features));
    hash = mix(hash, bits(store.targetClasses));
    hash = mix(hash, bits(store.targetValues));
    hash =
        ((hash * PRIME + layout.featureSize()) * PRIME + layout.targetSize()) * PRIME
            + layout.tail();
    if (layout.tokenColumns() > 1) {
      hash = hash * PRIME + layout.tokenColumns();
    }
    if (layout.sequenceClasses() > 0 || layout.sequenceTargets() > 0) {
      hash = mix(hash, bits(store.sequenceClasses));
      hash = mix(hash, bits(store.sequenceValues)) * PRIME + layout.sequenceTargets();
    }
    return hash;
  }

  private static IntStream bits(int[] values) {
    return values == null ? IntStream.empty() : Arrays.stream(values);
  }

  private static IntStream bits(float[] values) {
    return values == null
        ? IntStream.empty()
        : IntStream.range(0, values.length).map(i -> Float.hashCode(values[i]));
  }

  private static long mix(long start, IntStream values) {
    int[] all = values.toArray();
    long hash = start * PRIME + all.length;
    for (int value : all) {
      hash = hash * PRIME + value;
    }
    return hash;
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void examplesMakeTheSameBatches(SequenceLayout layout) throws IOException {
    if (layout.featureSize() + layout.classes() + layout.sequenceClasses() == 0) { // a text
      layout = new SequenceLayout(layout.tokens(), 0, layout.tokens(), 0, false);
    }
    RandomSequences random = RandomSequences.of(layout, 500, 90, 6);
    EpochOrder order =
        (epoch, size) -> IntStream.range(0, size).map(i -> (7 * i + epoch) % size).toArray();
    try (Storage storage = storage(0, 1, false)) {
      Sequences packed = storage.space("shard 0").pack("training", layout, random::read);
      assertSameBatches(
          new ExampleBatches(packed, 32, order), new ExampleBatches(random.store(), 32, order));
    }
  }

  @Test
  void streamsMakeTheSameBatches() throws IOException {
    SequenceLayout layout = SequenceLayout.text(90);
    RandomSequences text = new RandomSequences(layout, new int[] {200_003}, 7);
    try (Storage storage = storage(0, 3, true)) {
      Sequences packed = storage.space("shard 0").pack("training", layout, text::read);
      for (int truncate : new int[] {0, 1, 64}) {
        assertSameBatches(
            new StreamBatches(packed, 100, truncate),
            new StreamBatches(text.store(), 100, truncate));
      }
      assertThat(storage.pool().size()).isEqualTo(3); // never more, whatever is read
    }
  }

  @Test
  void emptyTextIsEmptyInPagesToo() throws IOException {
    RandomSequences text = new RandomSequences(SequenceLayout.text(9), new int[] {0}, 7);
    try (Storage storage = storage(0, 3, false)) {
      Sequences packed = storage.space("shard 0").pack("training", text.layout(), text::read);
      assertThat(packed.size()).isEqualTo(1);
      assertThat(packed.fingerprint()).isEqualTo(text.store().fingerprint());
      assertThat(new StreamBatches(packed, 4, 5).stepsPerEpoch()).isZero();
    }
  }

  private static void assertSameBatches(Batches got, Batches expected) {
    assertThat(got.stepsPerEpoch()).isEqualTo(expected.stepsPerEpoch());
    assertThat(got.maxRows()).isEqualTo(expected.maxRows());
    assertThat(got.maxBatchSize()).isEqualTo(expected.maxBatchSize());
    int every = Math.max(1, got.stepsPerEpoch() / 50);
    for (int step = 0; step < got.stepsPerEpoch(); step += every) {
      Batch batch = got.batch(1, step);
      assertThat(batch).usingRecursiveComparison().isEqualTo(expected.batch(1, step));
    }
  }

  @Test
  void whatIsReadAgainIsCountedOnce() throws IOException {
    RandomSequences text = RandomSequences.of(SequenceLayout.text(9), 10, 1000, 7);
    Storage storage = storage(1 << 20, 1, false);
    Space space = storage.space("shard 0");
    space.pack("training", text.layout(), text::read);
    long bytes = storage.bytesInMemory();
    assertThat(bytes).isBetween(4 * text.store().timeSteps(), 5 * text.store().timeSteps());
    space.close();
    assertThat(storage.bytesInMemory()).isZero();
    assertThatThrownBy(
            () ->
                space.pack(
                    "training",
                    text.layout(),
                    sink -> {
                      text.read(sink);
                      throw new IOException("the input is gone");
                    }))
        .hasMessage("the input is gone");
    assertThat(storage.bytesInMemory()).isZero();
  }

  @Test
  void refusesATokenThatDoesNotFit() throws IOException {
    try (Storage storage = storage(0, 1, false)) {
      Space space = storage.space("shard 0");
      assertThatThrownBy(
              () ->
                  space.pack(
                      "training",
                      SequenceLayout.text(200),
                      sink -> sink.tokens(new int[] {255, 256}, 0, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A number of 0.tokens is 256, expected 0 to 255");
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(file -> file.toString().endsWith("tokens"))).isEmpty();
      }
    }
  }
}
