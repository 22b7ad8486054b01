package rondo.spark.read;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A record that cannot be learned from.
 *
 * @param column the column, or "" if it is all of the record
 * @param file path of the file, or "" if it is not known
 * @param row of the file, counted from 1, without a header; 0 if it is not known
 * @param key the values of its key and its time as far as there are any, for people; or ""
 */
record BadRecord(BadKind kind, String column, String file, long row, String key)
    implements Serializable {
  /** How many are named. */
  static final int NAMED = 10;

  /** By place, as far as that is known: the same records come first in every run. */
  static final Comparator<BadRecord> ORDER =
      Comparator.comparing(BadRecord::file)
          .thenComparingLong(BadRecord::row)
          .thenComparing(BadRecord::key)
          .thenComparing(BadRecord::kind)
          .thenComparing(BadRecord::column);

  /** File, row, key and column, as far as they are known, and the reason. */
  String describe() {
    StringBuilder text = new StringBuilder(file);
    if (row > 0) {
      text.append(text.isEmpty() ? "" : " ").append("row ").append(row);
    }
    if (!key.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(key);
    }
    if (!column.isEmpty()) {
      text.append(text.isEmpty() ? "" : ", ").append("column ").append(column);
    }
    return text.append(text.isEmpty() ? "" : ": ").append(kind.text()).toString();
  }
}
