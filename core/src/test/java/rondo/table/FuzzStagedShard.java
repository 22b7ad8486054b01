package rondo.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import rondo.data.MemoryFiles;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.fuzz.FuzzTarget;
import rondo.fuzz.Refusals;

/**
 * The file of a staged shard. The input: 0 for a file as it is, or 1 for its records, which are put
 * into blocks with checksums that are right, as no change would get past those else; a byte each
 * with the number of its sequences and of its time steps; the bytes.
 */
public final class FuzzStagedShard implements FuzzTarget {
  private static final int HEAD = 3;
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of("shop"),
          TimeKind.WHOLE,
          List.of(Field.of("label", ValueType.TEXT), Field.of("tags", ValueType.TEXTS)),
          List.of(
              Field.of("price", ValueType.NUMBER),
              Field.numbers("vector", 3),
              Field.of("word", ValueType.TEXT)));

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (int sequences = 0; sequences < 3; sequences++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TableWriter writer = new TableWriter(out, SCHEMA);
      for (int s = 0; s < sequences; s++) {
        writer.sequence(
            Split.values()[s],
            new String[] {"shop " + s},
            "folder/file:" + s,
            new Object[] {"a", s == 0 ? null : List.of("x", "", "é😀", "x")});
        for (int step = 0; step <= s; step++) {
          Object[] values = {0.1 * step, new double[] {1, -2, s}, step == 0 ? null : "word"};
          writer.step(Split.TEST, 10L * step, values);
        }
      }
      Table.Shard shard = writer.finish("x");
      byte[] file = out.toByteArray();
      seeds.add(input(0, shard, file));
      int first = BlockOutput.HEADER + Integer.BYTES; // of the only block
      seeds.add(input(1, shard, Arrays.copyOfRange(file, first, file.length - Integer.BYTES)));
    }
    return seeds;
  }

  private static byte[] input(int kind, Table.Shard shard, byte[] bytes) {
    byte[] input = new byte[HEAD + bytes.length];
    input[0] = (byte) kind;
    input[1] = (byte) shard.sequences();
    input[2] = (byte) shard.steps();
    System.arraycopy(bytes, 0, input, HEAD, bytes.length);
    return input;
  }

  /** A sequence as it is read. */
  private record Read(
      Split split,
      List<String> key,
      String origin,
      List<Object> values,
      List<List<Object>> steps) {}

  @Override
  public void read(byte[] input) throws Exception {
    if (input.length < HEAD) {
      return;
    }
    byte[] file = Arrays.copyOfRange(input, HEAD, input.length);
    if (input[0] != 0) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BlockOutput blocks = new BlockOutput(out, TableFile.hash(SCHEMA));
      blocks.writeBytes(file, 0, file.length);
      blocks.finish();
      file = out.toByteArray();
    }
    byte[] bytes = file;
    Table.Shard shard = new Table.Shard("shard", bytes.length, input[1] & 0xFF, input[2] & 0xFF);
    List<Read> sequences = Refusals.taken(() -> sequences(bytes, shard), ExitCode.CORRUPT);
    if (sequences != null && isFinite(sequences)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TableWriter writer = new TableWriter(out, SCHEMA);
      for (Read sequence : sequences) {
        writer.sequence(
            sequence.split,
            sequence.key.toArray(String[]::new),
            sequence.origin,
            sequence.values.toArray());
        for (List<Object> step : sequence.steps) {
          Object[] values = step.subList(2, step.size()).toArray();
          if (values[1] instanceof List<?> numbers) {
            values[1] = numbers.stream().mapToDouble(number -> (Double) number).toArray();
          }
          writer.step((Split) step.get(0), (Long) step.get(1), values);
        }
      }
      Table.Shard again = writer.finish("again");
      Refusals.requireEqual("the sequences", sequences(out.toByteArray(), again), sequences);
    }
    // The length that was written down may be another one.
    Refusals.taken(
        () -> sequences(bytes, new Table.Shard("longer", Long.MAX_VALUE, 1, 1)), ExitCode.CORRUPT);
  }

  /** A file may hold what no writer takes; a reader gives it as it is. */
  private static boolean isFinite(List<Read> sequences) {
    return sequences.stream()
        .flatMap(sequence -> sequence.steps.stream())
        .flatMap(List::stream)
        .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.ofNullable(value))
        .noneMatch(value -> value instanceof Double number && !Double.isFinite(number));
  }

  private static List<Read> sequences(byte[] file, Table.Shard shard) throws IOException {
    List<Read> sequences = new ArrayList<>();
    try (TableReader reader =
        StagedReader.open(MemoryFiles.of(shard.path(), file), shard, SCHEMA)) {
      while (reader.nextSequence()) {
        Values values = reader.sequence();
        List<Object> whole = Arrays.asList(values.text(0), copy(values.texts(1)));
        List<List<Object>> steps = new ArrayList<>();
        Read sequence =
            new Read(reader.split(), List.of(reader.key()), reader.origin(), whole, steps);
        while (reader.nextStep()) {
          Values step = reader.step();
          steps.add(
              Arrays.asList(
                  reader.split(),
                  reader.time(),
                  step.isMissing(0) ? null : (Double) step.number(0),
                  step.isMissing(1) ? null : StagedFile.boxed(step.numbers(1)),
                  step.text(2)));
        }
        sequences.add(sequence);
      }
    }
    return sequences;
  }

  private static List<String> copy(List<String> texts) {
    return texts == null ? null : List.copyOf(texts);
  }
}
