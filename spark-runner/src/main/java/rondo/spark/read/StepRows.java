package rondo.spark.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.data.Split;
import rondo.table.SplitSpec;
import rondo.table.TableWriter;

/**
 * Makes sequences of sorted rows that are time steps. A row that is bad alone is left out, and what
 * is around it stays; of rows with the same time the first stays, in the order of their values; a
 * sequence that is over-long, or has a value that should not change and does, is left out whole.
 * Where that cannot happen, a row is written at once.
 *
 * <p>Thread use: one thread.
 */
final class StepRows implements Closeable {
  private final Layout layout;
  private final TableWriter writer;
  private final Rejects rejects;
  private final StepValues values;
  private final StepValues kept; // the first row, then row by row, where they are buffered
  private final RowBuffer buffer; // null if rows are written at once
  private final boolean byTime;
  private final double maxGap;
  private final long maxLength;

  private boolean open; // there is a sequence, and what follows is of it
  private long hash;
  private final UTF8String[] key;
  private long keyNumber; // of these
  private Split split;
  private long lastTime;
  private long length;
  private BadKind dropped; // why the sequence is left out
  private String droppedColumn;
  private long records;

  /**
   * @param columns of a row
   * @param folder of local files
   */
  StepRows(Layout layout, int columns, TableWriter writer, Rejects rejects, Path folder) {
    this.layout = layout;
    this.writer = writer;
    this.rejects = rejects;
    this.values = new StepValues(layout);
    this.kept = new StepValues(layout);
    this.byTime = layout.source().split().by() == SplitSpec.By.TIME;
    this.maxGap = layout.source().maxGap();
    this.maxLength = layout.source().maxLength();
    this.key = new UTF8String[layout.source().key().size()];
    boolean mayBeDropped = maxLength > 0 || !layout.schema().sequence().isEmpty();
    this.buffer = mayBeDropped ? new RowBuffer(folder, columns) : null;
  }

  /** Rows that were taken. */
  long records() {
    return records;
  }

  void write(Iterator<UnsafeRow> rows) throws IOException {
    while (rows.hasNext()) {
      UnsafeRow row = rows.next();
      records++;
      if (rejects.isBad(row)) {
        continue;
      }
      if (values.read(row)) {
        take(row);
      } else {
        rejects.reject(values.problem(), values.column(), row);
      }
    }
    end();
  }

  private void take(UnsafeRow row) throws IOException {
    Split part = byTime ? layout.split(values.time()) : layout.split(row);
    boolean same = open && isSame(row, part);
    if (same && values.time() == lastTime) {
      rejects.reject(BadKind.DUPLICATE_TIME, layout.source().time(), row);
      return;
    }
    if (!same || (maxGap > 0 && layout.distance(lastTime, values.time()) > maxGap)) {
      end();
      begin(row, part);
    }
    lastTime = values.time();
    length++;
    if (buffer == null) {
      writer.step(part, values.time(), values.step());
      return;
    }
    if (dropped == null && maxLength > 0 && length > maxLength) {
      drop(BadKind.TOO_LONG, "");
    }
    String differs = dropped == null ? values.difference(kept) : null;
    if (differs != null) {
      drop(BadKind.UNEQUAL, differs);
    }
    if (dropped == null) {
      buffer.add(row);
    } else {
      rejects.reject(dropped, droppedColumn, row);
    }
  }

  /** A key in two parts of the data is two sequences; not where its time splits it. */
  private boolean isSame(UnsafeRow row, Split part) {
    if (row.getLong(Layout.HASH) != hash || (!byTime && part != split)) {
      return false;
    }
    if (values.keyNumber() == keyNumber) {
      return true;
    }
    for (int i = 0; i < key.length; i++) {
      if (!key[i].equals(row.getUTF8String(layout.key() + i))) {
        return false;
      }
    }
    keyNumber = values.keyNumber();
    return true;
  }

  private void begin(UnsafeRow row, Split part) throws IOException {
    open = true;
    hash = row.getLong(Layout.HASH);
    split = part;
    length = 0;
    keyNumber = values.keyNumber();
    dropped = null;
    for (int i = 0; i < key.length; i++) {
      key[i] = row.getUTF8String(layout.key() + i).copy();
    }
    if (buffer == null) {
      String[] names = values.key();
      writer.sequence(part, names, origin(names), values.sequence());
    } else {
      kept.point(row.copy());
    }
  }

  /** Its time steps may be of many files. */
  private String origin(String[] names) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      parts.add(layout.source().key().get(i) + " " + names[i]);
    }
    return parts.isEmpty() ? "all rows" : String.join(", ", parts);
  }

  private void drop(BadKind kind, String column) throws IOException {
    dropped = kind;
    droppedColumn = column;
    buffer.forEach(row -> rejects.reject(kind, column, row));
    buffer.clear();
  }

  private void end() throws IOException {
    if (!open || buffer == null) {
      return;
    }
    if (dropped == null) {
      Split part = split;
      String[] names = kept.key();
      writer.sequence(part, names, origin(names), kept.sequence());
      buffer.forEach(
          row -> {
            kept.point(row);
            Split at = byTime ? layout.split(kept.time()) : part;
            writer.step(at, kept.time(), kept.step());
          });
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    if (buffer != null) {
      buffer.close();
    }
  }
}
