package rondo.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.SequenceLayout;

/** Sequences that are not what their layout says: refused in memory and in pages. */
class TestPackingErrors {
  /** Two tokens and a feature a step, a class at the last two steps, both targets of the whole. */
  private static final SequenceLayout LAYOUT = new SequenceLayout(9, 2, 1, 9, 0, 2, 9, 2);

  private static final int[] INTS = {1, 2, 3, 4, 5, 6};
  private static final float[] FLOATS = {1, 2, 3, 4};

  @TempDir private Path folder;

  static Stream<Arguments> cases() {
    return Stream.of(
        error("Sequence 0 has no time steps, expected at least 1", LAYOUT, sink -> sink.end()),
        error(
            "tokens: got 5 up to here, expected 4",
            LAYOUT,
            sink -> {
              sink.tokens(INTS, 0, 5);
              sink.end();
            }),
        error(
            "features: got 3 up to here, expected 2",
            LAYOUT,
            sink -> {
              sink.tokens(INTS, 0, 4);
              sink.features(FLOATS, 0, 3);
              sink.end();
            }),
        error(
            "classes: got 3 up to here, expected 2",
            LAYOUT,
            sink -> {
              sink.tokens(INTS, 0, 6);
              sink.features(FLOATS, 0, 3);
              sink.classes(INTS, 0, 3);
              sink.end();
            }),
        error(
            "sequence-classes: got 0 up to here, expected 1",
            LAYOUT,
            sink -> {
              sink.tokens(INTS, 0, 2);
              sink.features(FLOATS, 0, 1);
              sink.classes(INTS, 0, 1);
              sink.end();
            }),
        error(
            "sequence-targets: got 4 up to here, expected 2",
            LAYOUT,
            sink -> {
              sink.tokens(INTS, 0, 2);
              sink.features(FLOATS, 0, 1);
              sink.classes(INTS, 0, 1);
              sink.sequenceClass(3);
              sink.sequenceTargets(FLOATS);
              sink.end();
            }),
        error(
            "sequence-classes: got some, expected none in " + SequenceLayout.text(9),
            SequenceLayout.text(9),
            sink -> sink.sequenceClass(1)));
  }

  private static Arguments error(String message, SequenceLayout layout, SequenceSource source) {
    return Arguments.of(message, layout, source);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areRefused(String message, SequenceLayout layout, SequenceSource source) {
    for (long limit : new long[] {0, 1 << 20}) {
      try (Storage storage = new Storage(List.of(folder), limit, new PagePool(1), false);
          Space space = storage.space("shard 0")) {
        assertThatThrownBy(() -> space.pack("training", layout, source))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(message);
        assertThat(storage.bytesInMemory()).isZero();
      }
    }
    assertThat(folder).isEmptyDirectory();
  }
}
