package rondo.spark.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;

/**
 * Puts rows that are sorted by their hash into the order of {@link Layout}: by hash, key, split,
 * time and values. Rows with one hash are those of one sequence, but for a key in two parts of the
 * data, and for what has the same hash by chance.
 *
 * <p>Spark sorts 64 bits by their digits, which takes no comparison; rows of a sequence come in the
 * order of their times mostly, and are compared by these alone.
 *
 * <p>Thread use: the thread of one Spark task.
 */
final class SequenceSort implements Iterator<UnsafeRow> {
  private final Iterator<InternalRow> rows;
  private final RowOrder order;
  private final int memory;
  private final List<SortedRows> sequences = new ArrayList<>(); // as many as there ever were
  private int count; // of them that have rows of this hash
  private int given; // of these, all of whose rows are through
  private Iterator<UnsafeRow> current = List.<UnsafeRow>of().iterator();
  private UnsafeRow next; // of another hash; null if there is none

  /**
   * @param rows in ascending order of their hash; each may be overwritten by the next
   * @param type of the rows
   * @param memory bytes of rows of a sequence in memory
   */
  SequenceSort(Iterator<InternalRow> rows, Layout layout, StructType type, int memory) {
    this.rows = rows;
    this.memory = memory;
    this.order = new RowOrder(layout, type);
  }

  /** Whether there is a row; it is not overwritten before rows of another hash are asked for. */
  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (given < count) {
        current = sequences.get(given++).sorted();
      } else if (next != null || rows.hasNext()) {
        read();
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public UnsafeRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  /** Takes all rows of the next hash. */
  private void read() {
    count = 0;
    given = 0;
    UnsafeRow first = next == null ? (UnsafeRow) rows.next() : next;
    long hash = first.getLong(Layout.HASH);
    add(first);
    next = null;
    while (next == null && rows.hasNext()) {
      UnsafeRow row = (UnsafeRow) rows.next();
      if (row.getLong(Layout.HASH) == hash) {
        add(row);
      } else {
        next = row; // not overwritten before the one after it is asked for
      }
    }
    if (count > 1) {
      sequences.subList(0, count).sort((a, b) -> order.compare(a.first(), b.first()));
    }
  }

  private void add(UnsafeRow row) {
    int at = 0;
    while (at < count && !order.isSameSequence(sequences.get(at).first(), row)) {
      at++;
    }
    if (at == sequences.size()) {
      sequences.add(new SortedRows(order, memory));
    }
    if (at == count) {
      sequences.get(at).clear();
      count++;
    }
    sequences.get(at).add(row);
  }
}
