package rondo.pages;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import rondo.data.ColumnHash;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.SequenceStore;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Packs sequences: in memory for as long as it is granted, then in pages.
 *
 * <p>Thread use: one thread.
 */
final class Packer implements SequenceSink {
  /** Numbers of a column that may be in memory: as many as one array, and its copies, take well. */
  private static final int MOST_IN_MEMORY = 1 << 28;

  private final String name;
  private final SequenceLayout layout;
  private final Storage storage;
  private final Room room; // null: pages from the start
  private final Map<ColumnKind, ColumnPacker> columns = new EnumMap<>(ColumnKind.class);
  private final Map<ColumnKind, Column> finished = new EnumMap<>(ColumnKind.class);
  private long[] offsets = new long[2];
  private int sequences;
  private long outputs;
  private long expected;
  private Path folder; // null: in memory

  /** Asks for bytes of memory; false if there are no more. */
  interface Room {
    boolean take(long bytes);
  }

  Packer(String name, SequenceLayout layout, Storage storage, Room room) throws IOException {
    this.name = name;
    this.layout = layout;
    this.storage = storage;
    this.room = room;
    for (ColumnKind kind : ColumnKind.values()) {
      if (kind.size(layout) > 0) {
        columns.put(kind, new ColumnPacker(kind, layout));
      }
    }
    if (room == null) {
      try {
        spill();
      } catch (IOException | RuntimeException | Error e) {
        discard(); // for nobody has this yet
        throw e;
      }
    }
  }

  @Override
  public void expect(long timeSteps) {
    expected = timeSteps;
  }

  @Override
  public void tokens(int[] values, int from, int count) throws IOException {
    add(ColumnKind.TOKENS, values, from, count);
  }

  @Override
  public void classes(int[] values, int from, int count) throws IOException {
    add(ColumnKind.CLASSES, values, from, count);
  }

  @Override
  public void features(float[] values, int from, int count) throws IOException {
    add(ColumnKind.FEATURES, values, from, count);
  }

  @Override
  public void targets(float[] values, int from, int count) throws IOException {
    add(ColumnKind.TARGETS, values, from, count);
  }

  @Override
  public void sequenceClass(int value) throws IOException {
    add(ColumnKind.SEQUENCE_CLASSES, new int[] {value}, 0, 1);
  }

  @Override
  public void sequenceTargets(float[] values) throws IOException {
    add(ColumnKind.SEQUENCE_TARGETS, values, 0, values.length);
  }

  private void add(ColumnKind kind, int[] values, int from, int count) throws IOException {
    ColumnPacker column = column(kind);
    makeRoom(column, count);
    try {
      column.add(values, from, count);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private void add(ColumnKind kind, float[] values, int from, int count) throws IOException {
    ColumnPacker column = column(kind);
    makeRoom(column, count);
    try {
      column.add(values, from, count);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private ColumnPacker column(ColumnKind kind) {
    ColumnPacker column = columns.get(kind);
    if (column == null) {
      throw new IllegalStateException(kind.label() + ": got some, expected none in " + layout);
    }
    return column;
  }

  private void makeRoom(ColumnPacker column, int count) throws IOException {
    if (folder == null
        && (column.count() + count > MOST_IN_MEMORY || !room.take((long) Integer.BYTES * count))) {
      spill();
    }
  }

  private void spill() throws IOException {
    folder = storage.folder(name);
    try {
      String prefix = storage.nextFile();
      for (ColumnPacker column : columns.values()) {
        column.spill(folder, prefix, storage.isEncrypted());
      }
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void end() throws IOException {
    if (sequences + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.multiplyExact(2, offsets.length));
    }
    int perSequence = layout.tail() > 1 ? 2 * Long.BYTES : Long.BYTES; // and of its targets
    if (folder == null && !room.take(perSequence)) {
      spill();
    }
    ColumnKind inputs = layout.tokenColumns() > 0 ? ColumnKind.TOKENS : ColumnKind.FEATURES;
    long steps = columns.get(inputs).count() / inputs.size(layout);
    long length = steps - offsets[sequences];
    if (length == 0 && layout.tail() > 0) { // nothing would have its target
      throw new IllegalStateException(
          "Sequence " + sequences + " has no time steps, expected at least 1");
    }
    outputs += layout.outputs(length);
    offsets[++sequences] = steps;
    columns.forEach(
        (kind, column) ->
            requireCount(
                kind.label(), column.count(), kind.count(layout, sequences, steps, outputs)));
  }

  private static void requireCount(String kind, long count, long expected) {
    if (count != expected) {
      throw new IllegalStateException(
          kind + ": got " + count + " up to here, expected " + expected);
    }
  }

  /** True if it is in pages. */
  boolean isPaged() {
    return folder != null;
  }

  /** What is in memory. */
  SequenceStore store() {
    int[] starts = new int[sequences + 1];
    Arrays.setAll(starts, s -> (int) offsets[s]);
    return new SequenceStore(
        layout,
        starts,
        takeInts(ColumnKind.TOKENS),
        takeFloats(ColumnKind.FEATURES),
        takeInts(ColumnKind.CLASSES),
        takeFloats(ColumnKind.TARGETS),
        takeInts(ColumnKind.SEQUENCE_CLASSES),
        takeFloats(ColumnKind.SEQUENCE_TARGETS));
  }

  private int[] takeInts(ColumnKind kind) {
    ColumnPacker column = columns.get(kind);
    return column == null ? null : column.numbers().takeInts();
  }

  private float[] takeFloats(ColumnKind kind) {
    ColumnPacker column = columns.get(kind);
    return column == null ? null : column.numbers().takeFloats();
  }

  /** What is in pages; whoever gets it closes it, and does not {@link #discard}. */
  PagedColumns columns() throws IOException {
    long[] starts = Arrays.copyOf(offsets, sequences + 1);
    ColumnHash hash = new ColumnHash();
    for (long start : starts) {
      hash.add(start);
    }
    long fingerprint =
        ColumnHash.fingerprint(
            layout,
            hash,
            hash(ColumnKind.TOKENS),
            hash(ColumnKind.FEATURES),
            hash(ColumnKind.CLASSES),
            hash(ColumnKind.TARGETS),
            hash(ColumnKind.SEQUENCE_CLASSES),
            hash(ColumnKind.SEQUENCE_TARGETS));
    try {
      for (Map.Entry<ColumnKind, ColumnPacker> column : columns.entrySet()) {
        finished.put(column.getKey(), column.getValue().finish(storage.pool()));
      }
    } catch (IOException e) {
      throw explained(e);
    }
    return new PagedColumns(layout, starts, finished, fingerprint);
  }

  private ColumnHash hash(ColumnKind kind) {
    ColumnPacker column = columns.get(kind);
    return column == null ? ColumnHash.EMPTY : column.hash();
  }

  /** Gives up: deletes all files, the finished ones too. */
  void discard() throws IOException {
    finished.values().forEach(Column::close);
    finished.clear();
    for (ColumnPacker column : columns.values()) {
      column.discard();
    }
  }

  private IOException explained(IOException failure) {
    if (failure instanceof InterruptedIOException) {
      return failure;
    }
    long written = columns.values().stream().mapToLong(ColumnPacker::written).sum();
    String needed =
        expected == 0 ? "" : ", of up to " + mebibytes(expected * bytesPerStep()) + " in all";
    throw new RondoException(
        ExitCode.IO,
        String.format(
            Locale.ROOT,
            "The pages of %s could not be written to %s (%s) after %s%s; %s are free there,"
                + " expected room for all of it: free that disk, or name a larger one with"
                + " spark.local.dir (without Spark with -Djava.io.tmpdir)",
            name,
            folder,
            failure.getMessage(),
            mebibytes(written),
            needed,
            mebibytes(folder.toFile().getUsableSpace())),
        failure);
  }

  private long bytesPerStep() {
    long ofOutputs = layout.tail() == 0 ? 1 : 0; // else few of many steps have one
    long bytes = 0;
    for (ColumnKind kind : columns.keySet()) {
      bytes += kind.count(layout, 0, 1, ofOutputs) * kind.width(layout);
    }
    return bytes;
  }

  private static String mebibytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
  }
}
