package rondo.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import rondo.data.Split;
import rondo.table.Field;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.TableSchema;
import rondo.table.TimeKind;

/**
 * Where what stands in the rows that are sorted into shards: the hash, the key, the split (by file
 * or column), the time, the values, file, row, and what Spark found wrong, if it can find anything.
 *
 * @param wanted the values, in order
 * @param files for people, by the hash of their path
 * @param validationFrom of a split by time: the first time of the validation part
 * @param testFrom of a split by time: the first time of the test part
 */
record Layout(
    SourceSpec source,
    List<Wanted> wanted,
    TimeKind time,
    Map<Long, String> files,
    long validationFrom,
    long testFrom)
    implements Serializable {
  /** Copies what executors must be able to read. */
  Layout {
    wanted = new ArrayList<>(wanted);
    files = new HashMap<>(files);
  }

  static final int HASH = 0;

  int key() {
    return HASH + 1;
  }

  int split() {
    return key() + source.key().size();
  }

  boolean hasSplit() {
    SplitSpec.By by = source.split().by();
    return by == SplitSpec.By.FILE || by == SplitSpec.By.COLUMN;
  }

  int timePlace() {
    return split() + (hasSplit() ? 1 : 0);
  }

  int values() {
    return timePlace() + (source.stepRows() ? 1 : 0);
  }

  int file() {
    return values() + wanted.size();
  }

  int row() {
    return file() + 1;
  }

  /** The last place, which rows of some tables do not have. */
  int bad() {
    return row() + 1;
  }

  /** Path of the file of a row; "" if nobody knows. */
  String file(InternalRow row) {
    return row.isNullAt(file()) ? "" : files.getOrDefault(row.getLong(file()), "");
  }

  TableSchema schema() {
    List<Field> sequence = new ArrayList<>();
    List<Field> step = new ArrayList<>();
    for (Wanted one : wanted) {
      (one.perStep() ? step : sequence).add(one.field());
    }
    return new TableSchema(source.key(), time, sequence, step);
  }

  /** The part of a row of a split by fractions, by file or by column. */
  Split split(InternalRow row) {
    if (hasSplit()) {
      return Split.values()[row.getInt(split())];
    }
    double place = (row.getLong(HASH) >>> 11) * 0x1p-53; // even in 0 to 1
    if (place < source.split().test()) {
      return Split.TEST;
    }
    return place < source.split().test() + source.split().validation()
        ? Split.VALIDATION
        : Split.TRAIN;
  }

  /** The part of a time of a split by time. */
  Split split(long at) {
    if (!before(at, testFrom)) {
      return Split.TEST;
    }
    return before(at, validationFrom) ? Split.TRAIN : Split.VALIDATION;
  }

  private boolean before(long at, long limit) {
    if (limit == Long.MAX_VALUE) {
      return true; // there is no such part
    }
    return time == TimeKind.REAL
        ? Double.longBitsToDouble(at) < Double.longBitsToDouble(limit)
        : at < limit;
  }

  /** From one time to a later one: seconds, days, or units of the column. */
  double distance(long from, long to) {
    return switch (time) {
      case TIMESTAMP -> ((double) to - from) / 1e6;
      case REAL -> Double.longBitsToDouble(to) - Double.longBitsToDouble(from);
      case PLACE, WHOLE, DATE -> (double) to - from;
    };
  }

  /** The time of a row, in units of the schema. */
  long time(InternalRow row) {
    return switch (time) {
      case DATE -> row.getInt(timePlace());
      case REAL -> {
        double real = row.getDouble(timePlace());
        yield Double.doubleToLongBits(real == 0 ? 0.0 : real); // one zero
      }
      case PLACE, WHOLE, TIMESTAMP -> row.getLong(timePlace());
    };
  }
}
