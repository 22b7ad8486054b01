package rondo.spark.init;

import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Failures of {@code rondo init} that several classes tell. */
final class InitErrors {
  private InitErrors() {}

  static RondoException usage(String message) {
    return new RondoException(ExitCode.USAGE, message);
  }

  static RondoException badData(String message) {
    return new RondoException(ExitCode.BAD_DATA, message);
  }

  /** An option names a column that is not there. */
  static RondoException noColumn(String option, String column, TableProfile table) {
    return usage(
        option
            + ": got "
            + column
            + ", which the table at "
            + table.source().path()
            + " does not have, expected one of "
            + table.names()
            + "; correct the name");
  }

  /**
   * Refuses columns that are not there.
   *
   * @param option that names them
   */
  static void requireColumns(String option, List<String> columns, TableProfile table) {
    for (String column : columns) {
      if (table.find(column).isEmpty()) {
        throw noColumn(option, column, table);
      }
    }
  }
}
