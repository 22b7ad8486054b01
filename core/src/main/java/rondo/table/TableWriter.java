package rondo.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import rondo.data.Split;

/**
 * Writes the file of a shard, sequence by sequence and time step by time step, so that none has to
 * be in memory. The same calls give the same bytes.
 *
 * <p>Thread use: one thread.
 *
 * <p>What cannot be written is an {@link IllegalArgumentException} that names the field: a value of
 * another type, numbers that are not finite or not as many as the field is wide, text with half a
 * surrogate pair. The file is of no use then.
 */
public final class TableWriter implements Closeable {
  private final TableSchema schema;
  private final BlockOutput out;
  private final RowOutput sequenceRow;
  private final RowOutput stepRow;
  private final ObjectValues sequenceObjects;
  private final ObjectValues stepObjects;
  private byte[] lastOrigin = {};
  private long lastTime;
  private long lastInterval;
  private long sequences;
  private long steps;
  private boolean finished;

  /**
   * @param out is written in large pieces, so it needs no buffer; closed by {@link #finish} or
   *     {@link #close}
   */
  public TableWriter(OutputStream out, TableSchema schema) throws IOException {
    this.schema = schema;
    this.out = new BlockOutput(out, TableFile.hash(schema));
    this.sequenceRow = new RowOutput(this.out, schema.sequence(), TableFile.keptTexts(schema));
    this.stepRow = new RowOutput(this.out, schema.step(), TableFile.keptTexts(schema));
    this.sequenceObjects = new ObjectValues(schema.sequence());
    this.stepObjects = new ObjectValues(schema.step());
  }

  /**
   * Begins a sequence.
   *
   * @param split the part that it belongs to
   * @param key one text a key column
   * @param origin where it was read, for messages: file and row
   * @param values one a sequence field: Double, String, double[], List of String, by the type of
   *     the field; null where it is missing. They may be changed afterwards
   */
  public void sequence(Split split, String[] key, String origin, Object[] values)
      throws IOException {
    requireKey(key);
    sequence(split, key, origin, sequenceObjects.of(values));
  }

  /**
   * Begins a sequence.
   *
   * @param values of the sequence fields; asked for while this runs
   */
  public void sequence(Split split, String[] key, String origin, Values values) throws IOException {
    requireKey(key);
    int flags = sequenceRow.flags(values);
    out.writeByte(TableFile.SEQUENCE | split.ordinal() << TableFile.SPLIT_SHIFT | flags);
    for (int i = 0; i < key.length; i++) {
      RowOutput.writeText(out, schema.key().get(i), key[i]);
    }
    writeOrigin(RowOutput.utf8("origin", origin));
    sequenceRow.write(values, flags);
    sequences++;
    lastTime = -1;
    lastInterval = 1;
  }

  private void requireKey(String[] key) {
    if (key.length != schema.key().size()) {
      throw new IllegalArgumentException(
          "Got " + key.length + " values of the key, expected " + schema.key().size());
    }
  }

  /**
   * The next time step of the sequence that was begun last.
   *
   * @param split the part that it belongs to
   * @param time in units of the schema's {@link TimeKind}; never goes back
   * @param values one a step field, as those of a sequence
   */
  public void step(Split split, long time, Object[] values) throws IOException {
    requireSequence();
    step(split, time, stepObjects.of(values));
  }

  /**
   * The next time step of the sequence that was begun last.
   *
   * @param values of the step fields; asked for while this runs
   */
  public void step(Split split, long time, Values values) throws IOException {
    requireSequence();
    int flags = stepRow.flags(values);
    out.writeByte(TableFile.STEP | split.ordinal() << TableFile.SPLIT_SHIFT | flags);
    if (schema.time() == TimeKind.REAL) {
      out.writeLong(time);
    } else {
      long interval = time - lastTime;
      long change = interval - lastInterval; // 0 where time goes on evenly: one byte
      out.writeCount(change << 1 ^ change >> 63);
      lastInterval = interval;
      lastTime = time;
    }
    stepRow.write(values, flags);
    steps++;
  }

  private void requireSequence() {
    if (sequences == 0) {
      throw new IllegalStateException("Got a time step before the first sequence");
    }
  }

  /** Neighbours are of the same file mostly, so that a large part of their origins is the same. */
  private void writeOrigin(byte[] origin) throws IOException {
    if (origin.length > TableFile.LONGEST_ORIGIN) {
      throw new IllegalArgumentException(
          "origin: got " + origin.length + " bytes, expected at most " + TableFile.LONGEST_ORIGIN);
    }
    int same = 0;
    int most = Math.min(origin.length, lastOrigin.length);
    while (same < most && origin[same] == lastOrigin[same]) {
      same++;
    }
    out.writeCount(same);
    out.writeCount(origin.length - same);
    out.writeBytes(origin, same, origin.length - same);
    lastOrigin = origin;
  }

  /**
   * Ends and closes the file.
   *
   * @param path where it is read
   * @return what it holds, for {@link Table}
   */
  public Table.Shard finish(String path) throws IOException {
    if (finished) {
      throw new IllegalStateException("Got a second end of " + path);
    }
    out.writeByte(TableFile.END);
    out.writeCount(sequences);
    out.writeCount(steps);
    long bytes = out.finish();
    out.close();
    finished = true;
    return new Table.Shard(path, bytes, sequences, steps);
  }

  /** Closes the file; without {@link #finish}, no reader takes it. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      out.close();
    }
  }
}
