package rondo.spark.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.types.StructType;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** What Spark SQL says, as sentences for users. */
final class SparkErrors {
  private static final String DATA_EXCEPTION = "22"; // class of SQL states

  private SparkErrors() {}

  /**
   * What to throw where Spark does not accept a query, an option or a column.
   *
   * @param what was wrong: a key of the job file
   * @param columns that there are; null if nobody knows
   */
  static RondoException config(String what, Exception failure, StructType columns) {
    if (failure instanceof RondoException known) {
      return known;
    }
    String known = "";
    if (columns != null) {
      List<String> names = new ArrayList<>(List.of(columns.fieldNames()));
      names.remove(SourceReader.METADATA);
      known = "; the columns are " + String.join(", ", names);
    }
    return new RondoException(
        ExitCode.CONFIG,
        what + ": Spark does not accept it: " + shortened(failure) + known,
        failure);
  }

  /**
   * What to throw where reading failed: itself, if it is no matter of the data.
   *
   * @param path of the source
   */
  static RuntimeException reading(String path, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RondoException known) {
        return known;
      }
      String message = String.valueOf(cause.getMessage());
      boolean header = message.startsWith("CSV header does not conform to the schema");
      if (header || message.startsWith("Number of column in CSV header")) {
        return new RondoException(
            ExitCode.BAD_DATA,
            "The files at "
                + path
                + " differ in their header, expected one: "
                + message.replaceAll("\\s*\\R\\s*", ", ")
                + "; correct them, or read them apart",
            failure);
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known && isOfData(known, cause)) {
        return new RondoException(
            ExitCode.BAD_DATA,
            "The table at "
                + path
                + " cannot be read: "
                + shortened(cause)
                + "; correct the data, or data.query",
            failure);
      }
    }
    return failure;
  }

  private static boolean isOfData(SparkThrowable known, Throwable failure) {
    String condition = String.valueOf(known.getCondition());
    String state = String.valueOf(known.getSqlState());
    boolean file =
        condition.startsWith("FAILED_READ_FILE") || condition.equals("CANNOT_READ_FILE_FOOTER");
    return state.startsWith(DATA_EXCEPTION) || (file && !isOfStorage(failure));
  }

  /** A disk or a network that failed: trying again may help. */
  private static boolean isOfStorage(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** The first line of a message, without what is of use to programs alone. */
  private static String shortened(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse(failure.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "")
        .replaceFirst(" SQLSTATE: \\w+.*$", "")
        .replaceFirst("\\.$", "");
  }
}
