package rondo.spark.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import rondo.table.TableSchema;
import rondo.table.TimeKind;

/**
 * What a model tells of the sequences of one shard, as rows that begin with the key of the sequence
 * as text, or with where it was read if it has none. Rows are made when they are asked for.
 *
 * <p>Thread use: one thread.
 */
abstract class ToldRows implements Iterator<Row> {
  /** Where a sequence without a key was read. */
  static final String ORIGIN = "origin";

  /** Of the table that is read. */
  protected final TableSchema schema;

  private final Deque<Row> rows = new ArrayDeque<>();

  ToldRows(TableSchema schema) {
    this.schema = schema;
  }

  /** Tells a little more, with {@link #add}; false if there is no more. */
  protected abstract boolean more() throws IOException;

  /** The columns of the key. */
  static StructType keys(TableSchema table) {
    StructType type = new StructType();
    if (table.key().isEmpty()) {
      type = type.add(ORIGIN, DataTypes.StringType);
    }
    for (String key : table.key()) {
      type = type.add(key, DataTypes.StringType);
    }
    return type;
  }

  /** With a column for a time, where a table has times. */
  static StructType withTime(StructType type, String name, TableSchema table) {
    return hasTime(table) ? type.add(name, timeType(table.time())) : type;
  }

  /** Whether time steps have times beside their places. */
  static boolean hasTime(TableSchema table) {
    return table.time() != TimeKind.PLACE;
  }

  private static DataType timeType(TimeKind kind) {
    return switch (kind) {
      case PLACE, WHOLE -> DataTypes.LongType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DATE -> DataTypes.DateType;
      case REAL -> DataTypes.DoubleType;
    };
  }

  /** A row that has the key only. */
  protected List<Object> start(String[] key, String origin) {
    return new ArrayList<>(schema.key().isEmpty() ? List.of(origin) : Arrays.asList(key));
  }

  /** Adds a time to a row, where the table has times. */
  protected void addTime(List<Object> row, long time) {
    switch (schema.time()) {
      case PLACE -> {}
      case WHOLE -> row.add(time);
      case TIMESTAMP -> row.add(Instant.EPOCH.plus(time, ChronoUnit.MICROS));
      case DATE -> row.add(LocalDate.ofEpochDay(time));
      case REAL -> row.add(Double.longBitsToDouble(time));
    }
  }

  /** A row is whole. */
  protected void add(List<Object> row) {
    rows.add(RowFactory.create(row.toArray()));
  }

  @Override
  public boolean hasNext() {
    try {
      while (rows.isEmpty() && more()) {
        // of some sequences nothing is told
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !rows.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.remove();
  }
}
