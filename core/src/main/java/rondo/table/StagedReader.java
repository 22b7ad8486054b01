package rondo.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import rondo.data.FileAccess;
import rondo.data.Split;

/** Reads what {@link TableWriter} wrote, with a block and a row in memory. */
final class StagedReader implements TableReader {
  private static final Split[] SPLITS = Split.values();

  private final BlockInput in;
  private final Table.Shard shard;
  private final TableSchema schema;
  private final RowInput sequence;
  private final RowInput step;
  private final String[] key;
  private byte[] origin = new byte[256];
  private int originSize;
  private Split split;
  private long time;
  private long interval;
  private long sequences;
  private long steps;
  private int next = -1; // first byte of the record after the one at hand; -1 if it is not read

  private StagedReader(BlockInput in, Table.Shard shard, TableSchema schema) {
    this.in = in;
    this.shard = shard;
    this.schema = schema;
    this.sequence = new RowInput(in, schema.sequence(), TableFile.keptTexts(schema));
    this.step = new RowInput(in, schema.step(), TableFile.keptTexts(schema));
    this.key = new String[schema.key().size()];
  }

  static StagedReader open(FileAccess files, Table.Shard shard, TableSchema schema)
      throws IOException {
    InputStream stream = files.open(shard.path(), 0);
    try {
      BlockInput in = new BlockInput(stream, shard.path(), shard.bytes(), TableFile.hash(schema));
      return new StagedReader(in, shard, schema);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  @Override
  public boolean nextSequence() throws IOException {
    while (beginStep()) { // past the rest of this one
      step.skip(next);
      endStep();
    }
    if (next == TableFile.END) {
      return false;
    }
    begin(TableFile.SEQUENCE);
    for (int i = 0; i < key.length; i++) {
      key[i] = in.readText();
    }
    readOrigin();
    sequence.read(next);
    sequences++;
    time = -1;
    interval = 1;
    next = -1;
    return true;
  }

  @Override
  public boolean nextStep() throws IOException {
    if (!beginStep()) {
      return false;
    }
    step.read(next);
    endStep();
    return true;
  }

  /** Whether there is a time step; its values come next. */
  private boolean beginStep() throws IOException {
    if (next < 0) {
      next = in.readByte();
      if (next == TableFile.END) {
        end();
      }
    }
    if ((next & TableFile.KIND_MASK) != TableFile.STEP) {
      return false;
    }
    begin(TableFile.STEP);
    if (sequences == 0) {
      throw in.corrupt("it begins with a time step");
    }
    if (schema.time() == TimeKind.REAL) {
      time = in.readLong();
    } else {
      long change = in.readCount();
      interval += change >>> 1 ^ -(change & 1);
      time += interval;
    }
    return true;
  }

  private void endStep() {
    steps++;
    next = -1;
  }

  /** Takes the first byte of a record apart; what is left of it are the flags. */
  private void begin(int kind) {
    int place = next >> TableFile.SPLIT_SHIFT & TableFile.SPLIT_MASK;
    int known =
        TableFile.KIND_MASK
            | TableFile.SPLIT_MASK << TableFile.SPLIT_SHIFT
            | TableFile.GAPS
            | TableFile.FLOATS;
    if ((next & TableFile.KIND_MASK) != kind || place >= SPLITS.length || (next & ~known) != 0) {
      throw in.corrupt("it has a record of the unknown kind " + next);
    }
    split = SPLITS[place];
  }

  private void readOrigin() throws IOException {
    long shared = in.readCount();
    if (shared < 0 || shared > originSize) {
      throw in.corrupt("an origin shares " + shared + " bytes with one of " + originSize);
    }
    int same = (int) shared;
    int size = in.readSize(TableFile.LONGEST_ORIGIN - same);
    if (same + size > origin.length) {
      byte[] larger = new byte[Math.max(same + size, 2 * origin.length)];
      System.arraycopy(origin, 0, larger, 0, same);
      origin = larger;
    }
    in.readBytes(origin, same, size);
    originSize = same + size;
  }

  private void end() throws IOException {
    long writtenSequences = in.readCount();
    long writtenSteps = in.readCount();
    in.end();
    if (sequences != writtenSequences
        || steps != writtenSteps
        || sequences != shard.sequences()
        || steps != shard.steps()) {
      throw in.corrupt(
          "it has "
              + sequences
              + " sequences and "
              + steps
              + " time steps, expected "
              + shard.sequences()
              + " and "
              + shard.steps());
    }
  }

  @Override
  public Split split() {
    return split;
  }

  @Override
  public String[] key() {
    return key.clone();
  }

  @Override
  public String origin() {
    return new String(origin, 0, originSize, StandardCharsets.UTF_8);
  }

  @Override
  public Values sequence() {
    return sequence;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public Values step() {
    return step;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
