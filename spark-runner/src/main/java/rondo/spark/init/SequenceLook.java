package rondo.spark.init;

import static org.apache.spark.sql.functions.approx_percentile;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import rondo.error.RondoException;
import rondo.spark.read.TableProbe;
import rondo.table.SourceSpec;
import rondo.table.TimeKind;

/**
 * Looks at what rows are together: sequences, classes, times. Each method is a pass over the table.
 *
 * <p>Thread use: one thread.
 */
final class SequenceLook {
  private static final int EXACT = 1_000_000; // accuracy of percentiles: exact below so many rows
  private static final String COUNT = "_rondo_count";
  private static final String LEAST = "_rondo_least";
  private static final String MOST = "_rondo_most";

  private final SourceSpec source;
  private final TableProbe.Opened opened;
  private final Dataset<Row> rows;
  private final TableProfile table;
  private final Map<String, TimeKind> kinds = new HashMap<>();
  private final Map<String, Long> withTime = new HashMap<>();

  /** Lengths of sequences, in rows. */
  record Lengths(long sequences, long least, long median, long most) {
    /** For comments. */
    String text() {
      return least == most
          ? String.format(Locale.ROOT, "%,d sequences of %,d rows each", sequences, most)
          : String.format(
              Locale.ROOT,
              "%,d sequences of %,d to %,d rows, most often about %,d",
              sequences,
              least,
              most,
              median);
    }
  }

  /**
   * Values of a target.
   *
   * @param number how many there are
   * @param least sequences of the rarest one
   * @param most sequences of the most frequent one
   * @param varies whether rows of one sequence have different ones
   */
  record Classes(long number, long least, long most, boolean varies) {}

  /**
   * @param opened as the profile was made of it
   */
  SequenceLook(TableProbe.Opened opened, TableProfile table) {
    this.opened = opened;
    this.source = table.source();
    this.rows = opened.good();
    this.table = table;
  }

  /** Whether no two rows have the same key and time. */
  boolean isUnique(List<String> key, String time) {
    Column[] columns =
        Stream.concat(key.stream().map(TableProfiler::named), Stream.of(ordered(time)))
            .toArray(Column[]::new);
    Dataset<Row> counts =
        rows.filter(ordered(time).isNotNull())
            .groupBy(columns)
            .agg(count(lit(1)).as(COUNT))
            .agg(max(COUNT));
    Row row = read(counts::head);
    return row.isNullAt(0) || row.getLong(0) == 1;
  }

  /** How long the sequences of a key are; without a key all rows are one. */
  Lengths lengths(List<String> key) {
    if (key.isEmpty()) {
      return new Lengths(1, table.rows(), table.rows(), table.rows());
    }
    Column size = TableProfiler.named(COUNT);
    Dataset<Row> lengths =
        rows.groupBy(columns(key))
            .agg(count(lit(1)).as(COUNT))
            .agg(
                count(lit(1)), min(size), approx_percentile(size, lit(0.5), lit(EXACT)), max(size));
    Row row = read(lengths::head);
    return new Lengths(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
  }

  /** The classes of a target, by sequence; by row where each row is one. */
  Classes classes(String target, List<String> key) {
    Column value = TableProfiler.named(target).cast(DataTypes.StringType);
    Dataset<Row> present = rows.filter(value.isNotNull());
    Dataset<Row> each =
        key.isEmpty()
            ? present.select(value.as(LEAST), value.as(MOST))
            : present.groupBy(columns(key)).agg(min(value).as(LEAST), max(value).as(MOST));
    Column one = TableProfiler.named(LEAST);
    Column varies = max(functions.when(one.equalTo(TableProfiler.named(MOST)), 0).otherwise(1));
    Dataset<Row> counts =
        each.groupBy(one)
            .agg(count(lit(1)).as(COUNT), varies.as(MOST))
            .agg(count(lit(1)), min(COUNT), max(COUNT), max(MOST));
    Row row = read(counts::head);
    if (row.getLong(0) == 0) {
      return new Classes(0, 0, 0, false);
    }
    return new Classes(row.getLong(0), row.getLong(1), row.getLong(2), row.getInt(3) == 1);
  }

  /** The first times after so large a part of all rows, as a job file writes them. */
  List<String> times(String time, double first, double second) {
    Column all = approx_percentile(ordered(time), array(after(first), after(second)), lit(EXACT));
    Dataset<Row> found =
        rows.select(all.as("p"))
            .select(
                functions.get(functions.col("p"), lit(0)).cast(DataTypes.StringType),
                functions.get(functions.col("p"), lit(1)).cast(DataTypes.StringType));
    Row row = read(found::head);
    return List.of(row.getString(0), row.getString(1));
  }

  /** Half a row more than a part, so that its last row is before the percentile. */
  private Column after(double part) {
    return lit(Math.min(1, part + 0.5 / table.rows()));
  }

  /**
   * The longest sequence, in the order of its times.
   *
   * @param columns with numbers
   * @param most how many time steps of it
   * @return a series for each column, without missing values
   */
  List<double[]> series(List<String> columns, List<String> key, String time, int most) {
    Dataset<Row> one = key.isEmpty() ? rows : longest(key);
    List<Column> wanted = new ArrayList<>();
    Column all = lit(true);
    for (String column : columns) {
      Column number =
          table.column(column).numberText()
              ? TableProfiler.named(column).try_cast(DataTypes.DoubleType)
              : TableProfiler.named(column).cast(DataTypes.DoubleType);
      wanted.add(number);
      all = all.and(number.isNotNull());
    }
    Dataset<Row> ordered =
        one.filter(all).orderBy(ordered(time)).limit(most).select(wanted.toArray(Column[]::new));
    List<Row> found = read(ordered::collectAsList);
    List<double[]> series = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int place = i;
      series.add(found.stream().mapToDouble(row -> row.getDouble(place)).toArray());
    }
    return series;
  }

  private Dataset<Row> longest(List<String> key) {
    Dataset<Row> counts =
        rows.groupBy(columns(key))
            .agg(count(lit(1)).as(COUNT))
            .orderBy(TableProfiler.named(COUNT).desc());
    Row first = read(counts::head);
    Dataset<Row> one = rows;
    for (int i = 0; i < key.size(); i++) {
      one = one.filter(TableProfiler.named(key.get(i)).eqNullSafe(first.get(i)));
    }
    return one;
  }

  /** Rows that have a time in a column, as the times of most of its rows are. */
  long withTime(String time) {
    return withTime.computeIfAbsent(
        time,
        name -> {
          Dataset<Row> counts = rows.select(count(ordered(name)));
          return read(counts::head).getLong(0);
        });
  }

  /** Part of the rows that have no time in a column. */
  double timeless(String time) {
    return 1 - (double) withTime(time) / table.rows();
  }

  /** Times as training reads them. */
  private Column ordered(String time) {
    TimeKind kind =
        kinds.computeIfAbsent(time, name -> read(() -> TableProbe.timeKind(opened, name)));
    return TableProbe.time(opened, time, kind);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(TableProfiler::named).toArray(Column[]::new);
  }

  private <R> R read(Supplier<R> action) {
    try {
      return action.get();
    } catch (RondoException e) {
      throw e;
    } catch (RuntimeException e) {
      throw TableProbe.explained(source, e);
    }
  }
}
