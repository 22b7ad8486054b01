package rondo.spark.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Rows of one sequence, to be had in their order: in memory, and beyond that in Spark's sorter,
 * which goes to disk.
 *
 * <p>Thread use: the thread of one Spark task.
 */
final class SortedRows {
  private static final int SMALLEST_RUN = 8;

  private final RowOrder order;
  private final int memory;
  private final UnsafeRow first;
  private final UnsafeRow row;
  private final UnsafeRow other;
  private byte[] bytes = new byte[1 << 14];
  private int[] starts = new int[64]; // of the rows, and where the next one begins
  private long[] ranks = new long[64];
  private int count;
  private boolean ascending; // by their ranks, no two of which are equal
  private SpilledRows spilled; // null: all rows are in memory

  /**
   * @param memory bytes of rows in memory; one row is, whatever its size
   */
  SortedRows(RowOrder order, int memory) {
    this.order = order;
    this.memory = memory;
    this.first = new UnsafeRow(order.columns());
    this.row = new UnsafeRow(order.columns());
    this.other = new UnsafeRow(order.columns());
  }

  /** Forgets all rows. */
  void clear() {
    count = 0;
    ascending = true;
    if (spilled != null) {
      spilled.close();
      spilled = null;
    }
  }

  /** The row that was added first. */
  UnsafeRow first() {
    return first;
  }

  /** Takes a copy. */
  void add(UnsafeRow next) {
    int size = next.getSizeInBytes();
    try {
      if (spilled == null && count > 0 && size > memory - starts[count]) {
        spill();
      }
      if (spilled != null) {
        spilled.add(next, order.rank(next));
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (count + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      ranks = Arrays.copyOf(ranks, 2 * ranks.length);
    }
    int at = starts[count];
    if (size > bytes.length - at) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.max((long) at + size, 2L * Math.min(bytes.length, memory)));
    }
    Platform.copyMemory(
        next.getBaseObject(), next.getBaseOffset(), bytes, Platform.BYTE_ARRAY_OFFSET + at, size);
    ranks[count] = order.rank(next);
    ascending &= count == 0 || ranks[count - 1] < ranks[count];
    starts[++count] = at + size;
    first.pointTo(bytes, starts[1]); // the bytes may be others now
  }

  private void spill() throws IOException {
    spilled = new SpilledRows(order);
    for (int i = 0; i < count; i++) {
      spilled.add(at(i, row), ranks[i]);
    }
  }

  private UnsafeRow at(int place, UnsafeRow to) {
    int start = starts[place];
    to.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + start, starts[place + 1] - start);
    return to;
  }

  /** All rows in their order; each is valid until {@link #clear}, the object until the next one. */
  Iterator<UnsafeRow> sorted() {
    if (spilled != null) {
      return spilled.sorted();
    }
    int[] places = ascending ? null : places();
    return new Iterator<>() {
      private final int end = count; // whatever comes later
      private int at;

      @Override
      public boolean hasNext() {
        return at < end;
      }

      @Override
      public UnsafeRow next() {
        if (at == end) {
          throw new NoSuchElementException();
        }
        int place = places == null ? at : places[at];
        at++;
        return SortedRows.this.at(place, row);
      }
    };
  }

  private int[] places() {
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    sort(places, places.clone(), 0, count);
    return places;
  }

  /** Sorts a range of {@code to}; {@code from} has the same in the same order. */
  private void sort(int[] to, int[] from, int start, int end) {
    if (end - start <= SMALLEST_RUN) {
      insert(to, start, end);
      return;
    }
    int middle = (start + end) >>> 1;
    sort(from, to, start, middle);
    sort(from, to, middle, end);
    if (compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, start, to, start, end - start);
      return;
    }
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takesLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      to[at] = takesLeft ? from[left++] : from[right++];
    }
  }

  private void insert(int[] places, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      int place = places[i];
      int at = i;
      for (; at > start && compare(places[at - 1], place) > 0; at--) {
        places[at] = places[at - 1];
      }
      places[at] = place;
    }
  }

  private int compare(int a, int b) {
    int byRank = Long.compare(ranks[a], ranks[b]);
    return byRank != 0 ? byRank : order.compare(at(a, row), at(b, other));
  }
}
