package rondo.spark.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.util.collection.unsafe.sort.PrefixComparators;
import org.apache.spark.util.collection.unsafe.sort.RecordComparator;
import org.apache.spark.util.collection.unsafe.sort.UnsafeExternalSorter;
import org.apache.spark.util.collection.unsafe.sort.UnsafeSorterIterator;

/**
 * Rows of one sequence that are too many for an array: in Spark's sorter, which has what memory the
 * task has, and then goes to disk.
 *
 * <p>Thread use: the thread of one Spark task, whose end frees everything.
 */
final class SpilledRows {
  private static final int FIRST_POINTERS = 4096;

  private final RowOrder order;
  private final UnsafeExternalSorter sorter;

  SpilledRows(RowOrder order) {
    this.order = order;
    SparkEnv env = SparkEnv.get();
    TaskContext task = TaskContext.get();
    this.sorter =
        UnsafeExternalSorter.create(
            task.taskMemoryManager(),
            env.blockManager(),
            env.serializerManager(),
            task,
            () -> new Comparison(order),
            PrefixComparators.LONG,
            FIRST_POINTERS,
            env.memoryManager().pageSizeBytes(),
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            false);
  }

  void add(UnsafeRow row, long rank) throws IOException {
    sorter.insertRecord(
        row.getBaseObject(), row.getBaseOffset(), row.getSizeInBytes(), rank, false);
  }

  /** All rows in their order, each until the next one. */
  Iterator<UnsafeRow> sorted() {
    UnsafeSorterIterator rows;
    try {
      rows = sorter.getSortedIterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    UnsafeRow row = new UnsafeRow(order.columns());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public UnsafeRow next() {
        if (!rows.hasNext()) {
          throw new NoSuchElementException();
        }
        try {
          rows.loadNext();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        row.pointTo(rows.getBaseObject(), rows.getBaseOffset(), rows.getRecordLength());
        return row;
      }
    };
  }

  /** Frees memory and files. */
  void close() {
    sorter.cleanupResources();
  }

  /** Of rows whose ranks are equal. */
  private static final class Comparison extends RecordComparator {
    private final RowOrder order;
    private final UnsafeRow a;
    private final UnsafeRow b;

    Comparison(RowOrder order) {
      this.order = order;
      this.a = new UnsafeRow(order.columns());
      this.b = new UnsafeRow(order.columns());
    }

    @Override
    public int compare(
        Object baseA, long offsetA, int sizeA, Object baseB, long offsetB, int sizeB) {
      a.pointTo(baseA, offsetA, sizeA);
      b.pointTo(baseB, offsetB, sizeB);
      return order.compare(a, b);
    }
  }
}
