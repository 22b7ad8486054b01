package rondo.spark.init;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import rondo.spark.init.ColumnProfile.Kind;
import rondo.spark.read.TableProbe;

/** Finds out what the columns of a table hold, in one pass over it. */
final class TableProfiler {
  private static final double MOST = 0.9; // of values: the rest may be bad
  private static final int A_COLUMN = 9; // aggregates

  private TableProfiler() {}

  /**
   * Reads all of a table once.
   *
   * @throws rondo.error.RondoException BAD_DATA if it has no rows or cannot be read
   */
  static TableProfile profile(SourceFinder.Found found, TableProbe.Opened table) {
    List<Column> sums = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    for (String name : table.columns()) {
      DataType type = table.rows().schema().apply(name).dataType();
      types.add(type);
      sums.addAll(sums(named(name), kind(type)));
    }
    sums.add(count(lit(1)));
    sums.add(table.malformed() == null ? lit(0L) : count(table.malformed()));
    Row row;
    try {
      row = table.rows().select(sums.toArray(Column[]::new)).head();
    } catch (RuntimeException e) {
      throw TableProbe.explained(found.source(), e);
    }
    int last = A_COLUMN * types.size();
    long malformed = row.getLong(last + 1);
    long rows = row.getLong(last) - malformed;
    if (rows == 0) {
      throw InitErrors.badData(
          "The table at " + found.source().path() + " has no rows, expected some; give other data");
    }
    boolean csv = found.format().equals("csv");
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(column(table.columns().get(i), types.get(i), csv, row, A_COLUMN * i));
    }
    return new TableProfile(
        found.source(), found.format(), found.note(), rows, malformed, table.files(), columns);
  }

  /** A column by its name, whatever is in that. */
  static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** Values, different ones, least, most, mean, words, whole or numbers, times, empty ones. */
  private static List<Column> sums(Column column, Kind kind) {
    Column none = lit(null).cast(DataTypes.DoubleType);
    Column zero = lit(0L);
    switch (kind) {
      case NUMBER -> {
        Column number = column.cast(DataTypes.DoubleType);
        Column finite = when(abs(number).lt(Double.POSITIVE_INFINITY), number);
        return List.of(
            count(finite),
            approx_count_distinct(finite),
            min(finite),
            max(finite),
            none,
            none,
            count(when(finite.equalTo(floor(finite)), finite)),
            zero,
            zero);
      }
      case TEXT -> {
        Column text = column.cast(DataTypes.StringType);
        Column number = text.try_cast(DataTypes.DoubleType);
        return List.of(
            count(column),
            approx_count_distinct(column),
            min(number),
            max(number),
            avg(length(text)),
            avg(size(split(trim(text), "\\s+"))),
            count(number),
            count(text.try_cast(DataTypes.TimestampType)),
            count(when(length(text).equalTo(0), text)));
      }
      case NUMBERS, VECTORS, TEXTS, SETS -> {
        Column elements = when(column.isNotNull(), size(column)).cast(DataTypes.DoubleType);
        return List.of(
            count(
                when(exists(column, element -> isMissing(element, kind)), null).otherwise(column)),
            zero,
            min(elements),
            max(elements),
            avg(elements),
            none,
            zero,
            zero,
            count(when(size(column).equalTo(0), column)));
      }
      default -> {
        boolean time = kind == Kind.TIME;
        Column distinct = time ? approx_count_distinct(column) : zero;
        return List.of(count(column), distinct, none, none, none, none, zero, zero, zero);
      }
    }
  }

  /** Whether an element of a list is none, or has none in it, or is a number that is not finite. */
  private static Column isMissing(Column element, Kind kind) {
    return switch (kind) {
      case NUMBERS -> {
        Column number = element.cast(DataTypes.DoubleType);
        yield number.isNull().or(not(abs(number).lt(Double.POSITIVE_INFINITY)));
      }
      case VECTORS ->
          element.isNull().or(exists(element, number -> isMissing(number, Kind.NUMBERS)));
      case SETS -> element.isNull().or(exists(element, Column::isNull));
      default -> element.isNull();
    };
  }

  private static ColumnProfile column(String name, DataType type, boolean csv, Row row, int at) {
    Kind kind = kind(type);
    long present = row.getLong(at);
    long special = row.getLong(at + 6);
    boolean numberText = kind == Kind.TEXT && csv && present > 0 && special >= MOST * present;
    boolean timeLike = kind == Kind.TEXT && present > 0 && row.getLong(at + 7) >= MOST * present;
    boolean whole = kind == Kind.NUMBER && special == present;
    return new ColumnProfile(
        name,
        numberText ? Kind.NUMBER : kind,
        type.sql().toLowerCase(Locale.ROOT),
        numberText ? special : present,
        row.getLong(at + 1),
        number(row, at + 2),
        number(row, at + 3),
        number(row, at + 4),
        number(row, at + 5),
        whole,
        timeLike && !numberText,
        numberText,
        row.getLong(at + 8));
  }

  private static double number(Row row, int place) {
    return row.isNullAt(place) ? 0 : row.getDouble(place);
  }

  private static Kind kind(DataType type) {
    if (type instanceof NumericType || type instanceof BooleanType) {
      return Kind.NUMBER;
    }
    if (type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType) {
      return Kind.TIME;
    }
    if (type instanceof StringType) {
      return Kind.TEXT;
    }
    if (type instanceof ArrayType list) {
      return switch (kind(list.elementType())) {
        case NUMBER -> Kind.NUMBERS;
        case NUMBERS -> Kind.VECTORS;
        case TEXT -> Kind.TEXTS;
        case TEXTS -> Kind.SETS;
        default -> Kind.OTHER;
      };
    }
    return Kind.OTHER;
  }
}
