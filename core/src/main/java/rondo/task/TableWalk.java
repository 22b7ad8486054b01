package rondo.task;

import java.io.IOException;
import rondo.data.Split;
import rondo.table.TableReader;
import rondo.table.Values;

/**
 * Goes through the sequences of a staged shard. Where data is split by time, the time steps of each
 * part are a sequence of their own.
 */
final class TableWalk {
  /** Sees the sequences one after the other. */
  interface Visitor {
    /**
     * The next sequence.
     *
     * @param id tells it from all others of the shard; ascending
     * @param reader for its key and origin
     * @return false to see no more of it
     */
    boolean begin(long id, Split split, TableReader reader) throws IOException;

    /** The next time step of the sequence; the values are valid until this returns. */
    void step(Values sequence, Values step) throws IOException;

    /** The sequence is through; it may have had no time steps. */
    void end(Values sequence) throws IOException;
  }

  private final TableReader reader;
  private final Visitor visitor;
  private final boolean steps;
  private final boolean byTime;

  /**
   * @param reader at the beginning of a shard; not closed
   * @param steps whether time steps are in the table; else a text of the sequence makes them
   * @param byTime whether the parts of the data follow each other within a sequence
   */
  TableWalk(TableReader reader, Visitor visitor, boolean steps, boolean byTime) {
    this.reader = reader;
    this.visitor = visitor;
    this.steps = steps;
    this.byTime = byTime;
  }

  /** To the end of the shard. */
  void run() throws IOException {
    for (long number = 0; reader.nextSequence(); number++) {
      if (steps) {
        series(number);
      } else if (begin(number, reader.split())) {
        visitor.end(reader.sequence());
      }
    }
  }

  private void series(long number) throws IOException {
    Split part = null;
    boolean open = false;
    while (reader.nextStep()) {
      Split now = reader.split();
      if (now != part) {
        if (open) {
          visitor.end(reader.sequence());
        }
        part = now;
        open = begin(number, part);
        if (!open && !byTime) {
          return;
        }
      }
      if (open) {
        visitor.step(reader.sequence(), reader.step());
      }
    }
    if (part == null) { // without time steps
      open = begin(number, reader.split());
    }
    if (open) {
      visitor.end(reader.sequence());
    }
  }

  private boolean begin(long number, Split split) throws IOException {
    return visitor.begin(number * Split.values().length + split.ordinal(), split, reader);
  }
}
