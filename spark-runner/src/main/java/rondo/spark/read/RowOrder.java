package rondo.spark.read;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BaseOrdering;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.table.TimeKind;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The order of rows that are staged: by all columns but what is wrong with them, nothing before
 * something.
 *
 * <p>Thread use: one thread.
 */
final class RowOrder {
  private final Layout layout;
  private final int keys;
  private final boolean hasTime;
  private final boolean real;
  private final List<DataType> types;
  private BaseOrdering ordering; // null: it was not needed yet

  /**
   * @param type of the rows
   */
  RowOrder(Layout layout, StructType type) {
    this.layout = layout;
    this.keys = layout.source().key().size();
    this.hasTime = layout.source().stepRows();
    this.real = layout.time() == TimeKind.REAL;
    this.types = Arrays.stream(type.fields()).map(StructField::dataType).toList();
  }

  /** Columns of a row. */
  int columns() {
    return types.size();
  }

  /** Compares all of two rows. */
  int compare(UnsafeRow a, UnsafeRow b) {
    if (ordering == null) {
      List<DataType> compared = types.subList(0, layout.bad());
      ordering =
          RowOrdering.createNaturalAscendingOrdering(
              CollectionConverters.asScala(compared).toSeq());
    }
    return ordering.compare(a, b);
  }

  /**
   * A number that is never larger for the earlier one of two rows of a sequence; where it is the
   * same, {@link #compare} tells.
   */
  long rank(UnsafeRow row) {
    if (!hasTime) {
      return 0;
    }
    if (row.isNullAt(layout.timePlace())) {
      return Long.MIN_VALUE;
    }
    long time = layout.time(row);
    return real ? time ^ ((time >> 63) & Long.MAX_VALUE) : time; // as doubles are ordered
  }

  /** Whether two rows with the same hash have the same key and split. */
  boolean isSameSequence(UnsafeRow a, UnsafeRow b) {
    for (int place = layout.key(); place < layout.key() + keys; place++) {
      boolean missing = a.isNullAt(place);
      if (missing != b.isNullAt(place) || (!missing && !text(a, place).equals(text(b, place)))) {
        return false;
      }
    }
    if (!layout.hasSplit()) {
      return true;
    }
    boolean missing = a.isNullAt(layout.split());
    return missing == b.isNullAt(layout.split())
        && (missing || a.getInt(layout.split()) == b.getInt(layout.split()));
  }

  private static UTF8String text(UnsafeRow row, int place) {
    return row.getUTF8String(place);
  }
}
