package rondo.spark.read;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.TimeKind;

/** Times as numbers and as texts. */
final class Times {
  private Times() {}

  /**
   * What a column of times is that is no text.
   *
   * @throws RondoException CONFIG if it is nothing that orders time steps
   */
  static TimeKind kind(String column, DataType type) {
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return TimeKind.TIMESTAMP;
    }
    if (type instanceof DateType) {
      return TimeKind.DATE;
    }
    if (type instanceof IntegralType) {
      return TimeKind.WHOLE;
    }
    if (type instanceof FloatType || type instanceof DoubleType || type instanceof DecimalType) {
      return TimeKind.REAL;
    }
    throw new RondoException(
        ExitCode.CONFIG,
        "data.time: column "
            + column
            + " has type "
            + type.simpleString()
            + ", expected a number, a date or a timestamp; convert it in data.query");
  }

  /** How Spark holds such times. */
  static DataType sparkType(TimeKind kind) {
    return switch (kind) {
      case TIMESTAMP -> DataTypes.TimestampType;
      case DATE -> DataTypes.DateType;
      case REAL -> DataTypes.DoubleType;
      case WHOLE, PLACE -> DataTypes.LongType;
    };
  }

  /**
   * A time of the job file.
   *
   * @param key of the job file, for messages
   * @param text as the column writes it; null for a time that never comes
   * @throws RondoException CONFIG if it is no such time
   */
  static long parse(SparkSession session, String key, String text, TimeKind kind) {
    if (text == null) {
      return Long.MAX_VALUE;
    }
    Row row = session.range(1).select(lit(text).try_cast(sparkType(kind))).head();
    if (row.isNullAt(0)) {
      throw new RondoException(
          ExitCode.CONFIG,
          key
              + ": got "
              + text
              + ", expected "
              + switch (kind) {
                case TIMESTAMP -> "a timestamp such as 2026-01-31 12:00:00";
                case DATE -> "a date such as 2026-01-31";
                case REAL -> "a number";
                case WHOLE, PLACE -> "a whole number";
              }
              + ", as the column of data.time has them");
    }
    return switch (kind) {
      case TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, row.getTimestamp(0).toInstant());
      case DATE -> row.getDate(0).toLocalDate().toEpochDay();
      case REAL -> Double.doubleToLongBits(row.getDouble(0));
      case WHOLE, PLACE -> row.getLong(0);
    };
  }

  /** A time for people. */
  static String text(TimeKind kind, long time) {
    return switch (kind) {
      case TIMESTAMP -> Instant.EPOCH.plus(time, ChronoUnit.MICROS).toString();
      case DATE -> LocalDate.ofEpochDay(time).toString();
      case REAL -> Double.toString(Double.longBitsToDouble(time));
      case WHOLE, PLACE -> Long.toString(time);
    };
  }
}
