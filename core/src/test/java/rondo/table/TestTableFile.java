package rondo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import rondo.data.Split;
import rondo.table.StagedFile.Sequence;
import rondo.table.StagedFile.Step;

class TestTableFile {
  private static final TableSchema NUMBERS =
      new TableSchema(
          List.of("id"), TimeKind.WHOLE, List.of(), List.of(Field.of("x", ValueType.NUMBER)));

  @Property(tries = 100)
  void anyTableRoundTrips(@ForAll long seed) throws IOException {
    RandomTable table = new RandomTable(seed);
    try (StagedFile file = new StagedFile(table.schema, table.sequences)) {
      assertThat(file.read()).isEqualTo(table.expected());
      assertThat(file.shard.bytes()).isEqualTo(file.bytes().length);
      assertThat(file.shard.sequences()).isEqualTo(table.sequences.size());
      assertThat(file.shard.steps())
          .isEqualTo(table.sequences.stream().mapToLong(s -> s.steps().size()).sum());
      try (StagedFile again = new StagedFile(table.schema, table.sequences)) {
        assertThat(again.bytes()).isEqualTo(file.bytes());
      }
    }
  }

  @Test
  void valuesMayLieOnManyBlocks() throws IOException {
    TableSchema schema =
        new TableSchema(
            List.of(),
            TimeKind.PLACE,
            List.of(Field.of("text", ValueType.TEXT)),
            List.of(Field.numbers("row", 30_001), Field.of("words", ValueType.TEXTS)));
    String text = "Zürich 😀 ".repeat(50_000);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double[] row = new double[30_001];
      Arrays.setAll(row, k -> Math.sin(k));
      steps.add(new Step(Split.TRAIN, i, List.of(row, Collections.nCopies(70_000, "w" + i))));
    }
    Sequence sequence = new Sequence(Split.TRAIN, List.of(), "f:1", List.of(text), steps);
    try (StagedFile file = new StagedFile(schema, List.of(sequence))) {
      Sequence read = file.read().get(0);
      assertThat(read.values()).containsExactly(text);
      for (int i = 0; i < 4; i++) {
        List<Object> values = read.steps().get(i).values();
        assertThat(values.get(0))
            .isEqualTo(StagedFile.boxed((double[]) steps.get(i).values().get(0)));
        assertThat(values.get(1)).isEqualTo(steps.get(i).values().get(1));
      }
    }
  }

  @Test
  void moreDifferentTextsThanAreKept() throws IOException {
    TableSchema schema =
        new TableSchema(
            List.of(), TimeKind.PLACE, List.of(), List.of(Field.of("w", ValueType.TEXT)));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      steps.add(new Step(Split.TRAIN, i, List.of("word" + i % 80_000)));
    }
    Sequence sequence = new Sequence(Split.TRAIN, List.of(), "f:1", List.of(), steps);
    try (StagedFile file = new StagedFile(schema, List.of(sequence))) {
      assertThat(file.read()).containsExactly(sequence);
    }
  }

  @Test
  void aTextThatComesAgainCostsTwoBytes() throws IOException {
    TableSchema schema =
        new TableSchema(
            List.of(), TimeKind.TIMESTAMP, List.of(), List.of(Field.of("w", ValueType.TEXT)));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      steps.add(new Step(Split.TRAIN, 1_700_000_000_000_000L + i * 60_000_000L, List.of("often")));
    }
    Sequence sequence = new Sequence(Split.TRAIN, List.of(), "f:1", List.of(), steps);
    try (StagedFile file = new StagedFile(schema, List.of(sequence))) {
      assertThat(file.shard.bytes()).isLessThan(30_200);
    }
  }

  @Test
  void nextSequencePassesWhatIsLeft() throws IOException {
    List<Step> steps = List.of(step(1), step(2), step(3));
    List<Sequence> sequences = new ArrayList<>();
    for (String key : List.of("a", "b", "c")) {
      sequences.add(new Sequence(Split.TEST, List.of(key), "f:" + key, List.of(), steps));
    }
    try (StagedFile file = new StagedFile(NUMBERS, sequences);
        TableReader reader = file.open()) {
      assertThat(reader.nextSequence()).isTrue();
      assertThat(reader.nextStep()).isTrue();
      assertThat(reader.step().number(0)).isEqualTo(1);
      assertThat(reader.nextSequence()).isTrue();
      assertThat(reader.nextSequence()).isTrue();
      assertThat(reader.key()).containsExactly("c");
      assertThat(reader.origin()).isEqualTo("f:c");
      assertThat(reader.nextSequence()).isFalse();
      assertThat(reader.nextStep()).isFalse();
      assertThat(reader.nextSequence()).isFalse();
    }
  }

  @Property(tries = 200)
  void whatFollowsPassedTimeStepsIsRead(@ForAll long seed) throws IOException {
    RandomTable table = new RandomTable(seed);
    Random random = new Random(seed);
    List<Sequence> expected = new ArrayList<>();
    List<Integer> read = new ArrayList<>();
    for (Sequence sequence : table.expected()) {
      int count = random.nextInt(sequence.steps().size() + 1);
      read.add(count);
      expected.add(
          new Sequence(
              sequence.split(),
              sequence.key(),
              sequence.origin(),
              sequence.values(),
              sequence.steps().subList(0, count)));
    }
    try (StagedFile file = new StagedFile(table.schema, table.sequences)) {
      assertThat(file.read(read)).isEqualTo(expected);
    }
  }

  private static Step step(double value) {
    return new Step(Split.TEST, (long) value, List.of(value));
  }

  @Test
  void askingForAnotherTypeIsRefused() throws IOException {
    Sequence sequence = new Sequence(Split.TEST, List.of("a"), "f", List.of(), List.of(step(1)));
    try (StagedFile file = new StagedFile(NUMBERS, List.of(sequence));
        TableReader reader = file.open()) {
      reader.nextSequence();
      reader.nextStep();
      assertThatThrownBy(() -> reader.step().text(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x: got a request for TEXT, expected NUMBER");
      assertThatThrownBy(() -> reader.step().texts(0)).hasMessageContaining("TEXTS");
      assertThatThrownBy(() -> reader.step().numbers(0)).hasMessageContaining("NUMBERS");
    }
  }

  @Test
  void whatCannotBeWrittenIsRefused() throws IOException {
    TableSchema schema =
        new TableSchema(
            List.of("id"),
            TimeKind.WHOLE,
            List.of(),
            List.of(
                Field.of("x", ValueType.NUMBER),
                Field.of("t", ValueType.TEXT),
                Field.numbers("v", 2),
                Field.of("s", ValueType.TEXTS)));
    try (TableWriter writer = new TableWriter(new ByteArrayOutputStream(), schema)) {
      assertThatThrownBy(() -> writer.step(Split.TRAIN, 0, new Object[4]))
          .hasMessage("Got a time step before the first sequence");
      assertThatThrownBy(() -> writer.sequence(Split.TRAIN, new String[0], "f", new Object[0]))
          .hasMessage("Got 0 values of the key, expected 1");
      assertThatThrownBy(() -> writer.sequence(Split.TRAIN, new String[1], "f", new Object[0]))
          .hasMessage("id: got nothing, expected text");
      writer.sequence(Split.TRAIN, new String[] {"a"}, "f", new Object[0]);
      refused(writer, "Got 1 values, expected 4", 1.0);
      refused(writer, "x: got String, expected Double", "1", null, null, null);
      refused(writer, "x: got NaN, expected a finite number", Double.NaN, null, null, null);
      refused(writer, "v: got 1 numbers, expected 2", null, null, new double[1], null);
      refused(
          writer,
          "t: got half of a surrogate pair (U+D83D), expected Unicode text",
          null,
          "a\uD83D",
          null,
          null);
      refused(
          writer, "s: got nothing, expected String", null, null, null, Arrays.asList("a", null));
      refused(
          writer,
          "s: got half of a surrogate pair (U+DE00), expected Unicode text",
          null,
          null,
          null,
          List.of("\uDE00"));
    }
  }

  private static void refused(TableWriter writer, String message, Object... values) {
    assertThatThrownBy(() -> writer.step(Split.TRAIN, 0, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anInterruptedTaskStopsReading() throws IOException {
    Sequence sequence = new Sequence(Split.TEST, List.of("a"), "f", List.of(), List.of(step(1)));
    try (StagedFile file = new StagedFile(NUMBERS, List.of(sequence));
        TableReader reader = file.open()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(reader::nextSequence).isInstanceOf(InterruptedIOException.class);
    } finally {
      Thread.interrupted();
    }
  }
}
