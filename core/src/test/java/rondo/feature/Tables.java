package rondo.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.table.TableWriter;
import rondo.table.TimeKind;

/** Staged tables of a few sequences, and what features make of them. */
final class Tables {
  private final TableSchema schema;
  private final List<Row> rows = new ArrayList<>();

  private record Row(Split split, Object[] sequence, List<Object[]> steps, List<Split> splits) {}

  Tables(List<Field> sequence, List<Field> step) {
    this.schema = new TableSchema(List.of(), TimeKind.PLACE, sequence, step);
  }

  static Tables ofSequences(Field... fields) {
    return new Tables(List.of(fields), List.of());
  }

  static Tables ofSteps(Field... fields) {
    return new Tables(List.of(), List.of(fields));
  }

  TableSchema schema() {
    return schema;
  }

  /** A sequence of the learned part. */
  Tables sequence(Object... values) {
    return sequence(Split.TRAIN, values);
  }

  Tables sequence(Split split, Object... values) {
    rows.add(new Row(split, values, new ArrayList<>(), new ArrayList<>()));
    return this;
  }

  /** A time step of the sequence before. */
  Tables step(Object... values) {
    return step(rows.get(rows.size() - 1).split, values);
  }

  Tables step(Split split, Object... values) {
    Row row = rows.get(rows.size() - 1);
    row.steps.add(values);
    row.splits.add(split);
    return this;
  }

  /** A sequence with a time step for each value of the only field. */
  Tables steps(Object... values) {
    sequence();
    for (Object value : values) {
      step(value);
    }
    return this;
  }

  /** Writes the sequences in so many files, neighbours into the same one. */
  Table stage(Path folder, int shards) throws IOException {
    List<Table.Shard> files = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Path path = Files.createTempFile(folder, "shard", null);
      try (TableWriter writer = new TableWriter(Files.newOutputStream(path), schema)) {
        int from = rows.size() * shard / shards;
        int to = rows.size() * (shard + 1) / shards;
        for (int i = from; i < to; i++) {
          write(writer, rows.get(i), i);
        }
        files.add(writer.finish(path.toString()));
      }
    }
    return new Table(schema, files, new LocalFileAccess());
  }

  private static void write(TableWriter writer, Row row, int number) throws IOException {
    writer.sequence(row.split, new String[0], "file:" + number, row.sequence);
    for (int t = 0; t < row.steps.size(); t++) {
      writer.step(row.splits.get(t), t, row.steps.get(t));
    }
  }

  Features fit(Path folder, FeatureSpec... specs) throws IOException {
    return Features.fit(List.of(specs), stage(folder, 1), RangeScanner.LOCAL);
  }

  /** Each time step of a table as its tokens, a bar and its real features. */
  static List<String> encoded(Features features, Table table) throws IOException {
    List<String> steps = new ArrayList<>();
    StepSink sink = (tokens, real) -> steps.add(text(tokens) + "|" + text(real));
    Features.Encoder encoder = features.encoder(table.schema());
    for (int shard = 0; shard < table.shards().size(); shard++) {
      try (TableReader reader = table.open(shard)) {
        while (reader.nextSequence()) {
          if (features.isTokenized()) {
            encoder.text(reader.sequence(), sink);
          }
          while (reader.nextStep()) {
            if (!features.isTokenized()) {
              encoder.step(reader.sequence(), reader.step(), sink);
            }
          }
        }
      }
    }
    return steps;
  }

  List<String> encoded(Path folder, Features features) throws IOException {
    return encoded(features, stage(folder, 1));
  }

  private static String text(int[] tokens) {
    StringJoiner text = new StringJoiner(" ");
    Arrays.stream(tokens).forEach(token -> text.add(Integer.toString(token)));
    return text.toString();
  }

  private static String text(float[] features) {
    StringJoiner text = new StringJoiner(" ");
    for (float feature : features) {
      text.add(feature == (int) feature ? "" + (int) feature : "" + feature);
    }
    return text.toString();
  }
}
