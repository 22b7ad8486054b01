package rondo.task;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rondo.encode.Labels;
import rondo.table.TableReader;
import rondo.table.TableSchema;

/**
 * The sequences of events of a staged shard, for a model that is trained. A sequence is in memory
 * as a whole: twelve bytes an event.
 *
 * <p>Thread use: one thread.
 */
public final class EventSequences {
  /**
   * A sequence.
   *
   * @param key values of the key columns, as text
   * @param origin where it was read
   * @param events each as the number of its class, or {@link Labels#UNKNOWN}
   * @param unknown texts of the events that are not known, by their place
   * @param times of the events, as the table has them
   */
  public record Sequence(
      String[] key, String origin, int[] events, Map<Integer, String> unknown, long[] times) {}

  private final Labels events;
  private final int field;
  private final TableReader reader;

  /**
   * @param events of the model
   * @param column that has them
   * @param reader at the beginning of a shard; not closed
   * @throws rondo.error.RondoException CONFIG if the column has no event at each time step
   */
  public EventSequences(Labels events, String column, TableSchema schema, TableReader reader) {
    this.events = events;
    this.field = EventDetection.column(schema, column).field();
    this.reader = reader;
  }

  /** The next one, which may have no events; null at the end. */
  public Sequence next() throws IOException {
    if (!reader.nextSequence()) {
      return null;
    }
    String[] key = reader.key().clone();
    String origin = reader.origin();
    int[] found = new int[64];
    long[] times = new long[64];
    Map<Integer, String> unknown = new HashMap<>();
    int count = 0;
    for (; reader.nextStep(); count++) {
      if (count == found.length) {
        found = Arrays.copyOf(found, Math.multiplyExact(2, count));
        times = Arrays.copyOf(times, found.length);
      }
      String text = reader.step().text(field);
      found[count] = events.index(text);
      times[count] = reader.time();
      if (found[count] == Labels.UNKNOWN) {
        unknown.put(count, text);
      }
    }
    return new Sequence(
        key, origin, Arrays.copyOf(found, count), unknown, Arrays.copyOf(times, count));
  }
}
