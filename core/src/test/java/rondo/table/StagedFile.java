package rondo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rondo.data.LocalFileAccess;
import rondo.data.Split;

/** A file of a shard, and all that a reader gives of it. */
final class StagedFile implements Closeable {
  /** A sequence as it is written. */
  record Sequence(
      Split split, List<String> key, String origin, List<Object> values, List<Step> steps) {}

  /** A time step likewise. */
  record Step(Split split, long time, List<Object> values) {}

  final TableSchema schema;
  final Path path;
  Table.Shard shard;

  StagedFile(TableSchema schema, List<Sequence> sequences) throws IOException {
    this.schema = schema;
    this.path = Files.createTempFile("shard", null);
    try (TableWriter writer = new TableWriter(Files.newOutputStream(path), schema)) {
      for (Sequence sequence : sequences) {
        writer.sequence(
            sequence.split,
            sequence.key.toArray(String[]::new),
            sequence.origin,
            sequence.values.toArray());
        for (Step step : sequence.steps) {
          writer.step(step.split, step.time, step.values.toArray());
        }
      }
      shard = writer.finish(path.toString());
    }
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(path);
  }

  TableReader open() throws IOException {
    return new Table(schema, List.of(shard), new LocalFileAccess()).open(0);
  }

  /** All of the file, numbers of lists as lists of numbers, so that equals tells. */
  List<Sequence> read() throws IOException {
    return read(null);
  }

  /** The same with so many time steps of each sequence; null for all. */
  List<Sequence> read(List<Integer> most) throws IOException {
    try (TableReader reader = open()) {
      List<Sequence> sequences = new ArrayList<>();
      while (reader.nextSequence()) {
        Split split = reader.split();
        List<Object> values = values(reader.sequence(), schema.sequence());
        List<String> key = List.of(reader.key().clone());
        List<Step> steps = new ArrayList<>();
        int count = most == null ? Integer.MAX_VALUE : most.get(sequences.size());
        while (steps.size() < count && reader.nextStep()) {
          steps.add(new Step(reader.split(), reader.time(), values(reader.step(), schema.step())));
        }
        sequences.add(new Sequence(split, key, reader.origin(), values, steps));
      }
      return sequences;
    }
  }

  private static List<Object> values(Values values, List<Field> fields) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      all.add(
          switch (fields.get(i).type()) {
            case NUMBER -> values.isMissing(i) ? missing(values, i) : (Double) values.number(i);
            case TEXT -> values.text(i);
            case NUMBERS -> values.isMissing(i) ? values.numbers(i) : boxed(values.numbers(i));
            case TEXTS -> values.isMissing(i) ? values.texts(i) : List.copyOf(values.texts(i));
          });
    }
    return all;
  }

  private static Object missing(Values values, int field) {
    return Double.isNaN(values.number(field)) ? null : "a missing number that is not NaN";
  }

  static List<Double> boxed(double[] numbers) {
    List<Double> list = new ArrayList<>();
    for (double number : numbers) {
      list.add(number);
    }
    return list;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
