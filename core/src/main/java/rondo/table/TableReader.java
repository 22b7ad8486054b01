package rondo.table;

import java.io.Closeable;
import java.io.IOException;
import rondo.data.Split;

/**
 * The sequences of one shard, in an order that never changes. A sequence may be longer than memory:
 * its time steps come one by one.
 *
 * <p>Thread use: one thread.
 *
 * <p>A file that is cut short or was changed is a {@link rondo.error.RondoException} with exit code
 * CORRUPT.
 */
public interface TableReader extends Closeable {
  /** Goes to the next sequence, past what is left of this one; false if there is none. */
  boolean nextSequence() throws IOException;

  /**
   * The part of the data that the sequence belongs to; where data is split by time, that of the
   * time step at hand.
   */
  Split split();

  /** Values of the key columns, as text. */
  String[] key();

  /** Where the sequence was read, for messages: file and row. */
  String origin();

  /** The values of the whole sequence. */
  Values sequence();

  /** Goes to the next time step of the sequence; false if there is none. */
  boolean nextStep() throws IOException;

  /** The time of the time step at hand, in units of the schema's {@link TimeKind}. */
  long time();

  /** The values of the time step at hand. */
  Values step();
}
