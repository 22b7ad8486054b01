package rondo.spark.read;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import rondo.data.Split;
import rondo.table.TableWriter;

/**
 * Makes a sequence of each row, or rejects it.
 *
 * <p>Thread use: one thread.
 */
final class SequenceRows {
  private final Layout layout;
  private final TableWriter writer;
  private final Rejects rejects;
  private final RowValues values;
  private long records;

  SequenceRows(Layout layout, TableWriter writer, Rejects rejects) {
    this.layout = layout;
    this.writer = writer;
    this.rejects = rejects;
    this.values = new RowValues(layout);
  }

  /** Rows that were taken. */
  long records() {
    return records;
  }

  void write(Iterator<UnsafeRow> rows) throws IOException {
    Object[] step = new Object[values.step.length];
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      records++;
      if (rejects.isBad(row)) {
        continue;
      }
      if (!values.read(row)) {
        rejects.reject(values.problem(), values.column(), row);
        continue;
      }
      Split split = layout.split(row);
      writer.sequence(split, values.key, origin(row), values.sequence);
      for (int time = 0; time < values.steps; time++) {
        for (int field = 0; field < step.length; field++) {
          step[field] = values.at(field, time);
        }
        writer.step(split, time, step);
      }
    }
  }

  private String origin(InternalRow row) {
    String file = layout.file(row);
    long number = row.isNullAt(layout.row()) ? 0 : row.getLong(layout.row());
    return number > 0 ? file + ":" + number : file;
  }
}
