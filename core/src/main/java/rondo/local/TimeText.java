package rondo.local;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import rondo.table.TimeKind;

/** Times of a table as people read them. */
final class TimeText {
  private TimeText() {}

  /** A time; empty where the table has places alone. */
  static String of(TimeKind kind, long time) {
    return switch (kind) {
      case PLACE -> "";
      case WHOLE -> Long.toString(time);
      case TIMESTAMP -> Instant.EPOCH.plus(time, ChronoUnit.MICROS).toString();
      case DATE -> LocalDate.ofEpochDay(time).toString();
      case REAL -> Double.toString(Double.longBitsToDouble(time));
    };
  }
}
