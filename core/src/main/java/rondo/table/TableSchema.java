package rondo.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sequences of a table consist of.
 *
 * @param key names of the columns whose values name a sequence; empty if its place in the input
 *     does
 * @param time what orders its time steps
 * @param sequence fields with one value a sequence: a label, a text that is to be cut into tokens
 * @param step fields with one value a time step; empty if a text makes the time steps
 */
public record TableSchema(List<String> key, TimeKind time, List<Field> sequence, List<Field> step)
    implements Serializable {
  /** Copies its lists. */
  public TableSchema {
    key = new ArrayList<>(key); // these travel to executors, and so does what List.copyOf makes
    sequence = new ArrayList<>(sequence);
    step = new ArrayList<>(step);
  }

  /** The place of a field among those of a sequence; -1 if it is not there. */
  public int sequenceField(String name) {
    return place(sequence, name);
  }

  /** The place of a field among those of a time step; -1 if it is not there. */
  public int stepField(String name) {
    return place(step, name);
  }

  private static int place(List<Field> fields, String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
