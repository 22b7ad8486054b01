package rondo.pages;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
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
  private final ColumnPacker tokens; // this and the next three: null if there are none
  private final ColumnPacker features;
  private final ColumnPacker classes;
  private final ColumnPacker targets;
  private final List<ColumnPacker> all;
  private final List<Column> finished = new ArrayList<>();
  private long[] offsets = new long[2];
  private int sequences;
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
    this.tokens = ColumnPacker.ints("tokens", layout.tokens());
    this.features = ColumnPacker.floats("features", layout.featureSize());
    this.classes = ColumnPacker.ints("classes", layout.classes());
    this.targets = ColumnPacker.floats("targets", layout.targetSize());
    this.all = Stream.of(tokens, features, classes, targets).filter(Objects::nonNull).toList();
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
    add(tokens, values, from, count);
  }

  @Override
  public void classes(int[] values, int from, int count) throws IOException {
    add(classes, values, from, count);
  }

  @Override
  public void features(float[] values, int from, int count) throws IOException {
    add(features, values, from, count);
  }

  @Override
  public void targets(float[] values, int from, int count) throws IOException {
    add(targets, values, from, count);
  }

  @Override
  public void sequenceClass(int value) {
    throw new UnsupportedOperationException("base");
  }

  @Override
  public void sequenceTargets(float[] values) {
    throw new UnsupportedOperationException("base");
  }

  private void add(ColumnPacker column, int[] values, int from, int count) throws IOException {
    makeRoom(column, count);
    try {
      column.add(values, from, count);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private void add(ColumnPacker column, float[] values, int from, int count) throws IOException {
    makeRoom(column, count);
    try {
      column.add(values, from, count);
    } catch (IOException e) {
      throw explained(e);
    }
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
      for (ColumnPacker column : all) {
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
    if (folder == null && !room.take(Long.BYTES)) {
      spill();
    }
    offsets[++sequences] =
        tokens != null ? tokens.count() : features.count() / layout.featureSize();
    long outputs = (layout.tail() == 1) ? sequences : offsets[sequences];
    requireCount("classes", classes, outputs);
    requireCount("targets", targets, outputs * layout.targetSize());
  }

  private void requireCount(String kind, ColumnPacker column, long expectedCount) {
    if (column != null && column.count() != expectedCount) {
      throw new IllegalStateException(
          kind + ": got " + column.count() + " up to here, expected " + expectedCount);
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
        starts,
        tokens == null ? null : tokens.numbers().takeInts(),
        features == null ? null : features.numbers().takeFloats(),
        layout.featureSize(),
        classes == null ? null : classes.numbers().takeInts(),
        targets == null ? null : targets.numbers().takeFloats(),
        layout.targetSize(),
        (layout.tail() == 1));
  }

  /** What is in pages; whoever gets it closes it, and does not {@link #discard}. */
  PagedSequences.Columns columns() throws IOException {
    long[] starts = Arrays.copyOf(offsets, sequences + 1);
    ColumnHash hash = new ColumnHash();
    for (long start : starts) {
      hash.add(start);
    }
    long fingerprint =
        ColumnHash.fingerprint(
            hash,
            hash(tokens),
            hash(features),
            hash(classes),
            hash(targets),
            layout.featureSize(),
            layout.targetSize(),
            (layout.tail() == 1));
    try {
      return new PagedSequences.Columns(
          starts, finish(tokens), finish(features), finish(classes), finish(targets), fingerprint);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private static ColumnHash hash(ColumnPacker column) {
    return column == null ? ColumnHash.EMPTY : column.hash();
  }

  private Column finish(ColumnPacker column) throws IOException {
    if (column == null) {
      return null;
    }
    Column done = column.finish(storage.pool());
    finished.add(done);
    return done;
  }

  /** Gives up: deletes all files, the finished ones too. */
  void discard() throws IOException {
    finished.forEach(Column::close);
    finished.clear();
    for (ColumnPacker column : all) {
      column.discard();
    }
  }

  private IOException explained(IOException failure) {
    if (failure instanceof InterruptedIOException) {
      return failure;
    }
    long written = all.stream().mapToLong(ColumnPacker::written).sum();
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
    long bytes = tokens != null ? tokens.width() : (long) Float.BYTES * layout.featureSize();
    if (!(layout.tail() == 1)) {
      bytes += classes == null ? 0 : classes.width();
      bytes += (long) Float.BYTES * layout.targetSize();
    }
    return bytes;
  }

  private static String mebibytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
  }
}
