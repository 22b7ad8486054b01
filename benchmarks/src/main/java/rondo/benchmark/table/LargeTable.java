package rondo.benchmark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Writes a table of telemetry as Parquet, a row a time step: machines of {@value #STEPS} time steps
 * each, in the order in which their rows would have arrived, so that those of a machine are all
 * over it. The same rows give the same table. Where a machine fails, its vibration is stronger.
 *
 * <pre>LargeTable FOLDER ROWS</pre>
 */
public final class LargeTable {
  /** Time steps of a machine. */
  static final int STEPS = 1000;

  private static final int ROWS_A_FILE = 3_000_000;
  private static final long START = 1_750_000_000; // seconds since 1970
  private static final long INTERVAL = 10; // seconds
  private static final String MODES = "idle,start,low,middle,high,stop,test,service";

  private LargeTable() {}

  /** Writes the table; the folder must not exist. */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "LargeTable: got " + arguments.length + " arguments, expected FOLDER ROWS");
      System.exit(64);
    }
    SparkSession session =
        SparkSession.builder()
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    write(session, arguments[0], Long.parseLong(arguments[1]));
    session.stop();
  }

  static void write(SparkSession session, String folder, long rows) {
    long machines = Math.max(1, rows / STEPS);
    int files = (int) Math.max(1, rows / ROWS_A_FILE);
    Column machine = pmod(col("id"), lit(machines));
    Column step = col("id").minus(machine).divide(machines).cast(DataTypes.LongType);
    Column fails = random(machine, 0).lt(0.25);
    session
        .range(0, rows, 1, files)
        .select(
            machine.as("machine"),
            timestamp_seconds(step.multiply(INTERVAL).plus(START)).as("time"),
            random(col("id"), 1).multiply(20).as("current"),
            random(col("id"), 2).multiply(4).plus(228).as("voltage"),
            random(col("id"), 3).multiply(30).plus(40).as("temperature"),
            random(col("id"), 4).multiply(when(fails, 1.5).otherwise(1)).as("vibration"),
            element_at(
                    split(lit(MODES), ","),
                    pmod(xxhash64(col("id"), lit(5)), lit(8L)).plus(1).cast(DataTypes.IntegerType))
                .as("mode"),
            when(fails, "yes").otherwise("no").as("failed"))
        .write()
        .parquet(folder);
  }

  /** A number from 0 to 1 that follows from two others. */
  private static Column random(Column of, int seed) {
    return pmod(xxhash64(of, lit(seed)), lit(1L << 52))
        .cast(DataTypes.DoubleType)
        .multiply(0x1p-52);
  }
}
