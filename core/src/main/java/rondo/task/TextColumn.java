package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.ValueType;
import rondo.table.Values;

/**
 * A column of a staged table with one text a sequence.
 *
 * @param field among those of a sequence
 */
record TextColumn(Table table, int field) implements Serializable {
  /**
   * @throws RondoException CONFIG if the table has no such column
   */
  static TextColumn of(Table table, String name) {
    TargetColumn found = TargetColumn.of(table.schema(), name);
    if (found == null || found.isStep() || found.type() != ValueType.TEXT) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.target: got " + name + ", expected a column with one text in each row");
    }
    return new TextColumn(table, found.field());
  }

  /** Their numbers. */
  List<Integer> shards() {
    return IntStream.range(0, table.shards().size()).boxed().toList();
  }

  /** Of all of them as they are staged. */
  long bytes() {
    return table.shards().stream().mapToLong(Table.Shard::bytes).sum();
  }

  /** Gives the texts of the learned part of a shard. */
  void learned(int shard, Consumer<String> sink) {
    forEach(
        shard,
        (split, text) -> {
          if (split == Split.TRAIN) {
            sink.accept(text);
          }
        });
  }

  /** What each part comes to. */
  Map<Split, TextTally> tallies(Tokenizer tokenizer, RangeScanner scanner) throws IOException {
    EnumMap<Split, TextTally> sum = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sum.put(split, TextTally.NONE);
    }
    TextParts.checked(() -> scanner.scan(shards(), shard -> tallies(shard, tokenizer)))
        .forEach(part -> part.forEach((split, tally) -> sum.merge(split, tally, TextTally::plus)));
    return sum;
  }

  private EnumMap<Split, TextTally> tallies(int shard, Tokenizer tokenizer) {
    EnumMap<Split, TextTally> sum = new EnumMap<>(Split.class);
    forEach(
        shard, (split, text) -> sum.merge(split, TextTally.of(text, tokenizer), TextTally::plus));
    return sum;
  }

  /** Takes the texts of a shard. */
  private interface Sink {
    void text(Split split, String text);
  }

  private void forEach(int shard, Sink sink) {
    TableWalk.Visitor visitor =
        new TableWalk.Visitor() {
          private Split part;

          @Override
          public boolean begin(long id, Split split, TableReader reader) {
            part = split;
            return true;
          }

          @Override
          public void step(Values sequence, Values step) {
            throw new IllegalStateException("A row is a sequence here");
          }

          @Override
          public void end(Values sequence) {
            sink.text(part, sequence.text(field));
          }
        };
    try (TableReader reader = table.open(shard)) {
      new TableWalk(reader, visitor, false, false).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
