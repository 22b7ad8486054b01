package rondo.spark;

import java.util.Locale;
import org.apache.spark.SparkConf;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundSpec;
import rondo.round.RoundUpdate;
import rondo.train.TrainSpec;

/** Refuses a round whose updates the driver cannot take, before hours of work are lost to it. */
final class DriverLimits {
  static final String MAX_RESULT = "spark.driver.maxResultSize";
  static final String MAX_BUFFER = "spark.kryoserializer.buffer.max";

  private static final long MIB = 1L << 20;

  private DriverLimits() {}

  /**
   * @param heap bytes that the driver's JVM may use
   * @throws RondoException CONFIG if an update or all of them together are too large
   */
  static void check(SparkConf conf, TrainSpec train, RoundSpec rounds, long heap) {
    int shards = rounds.shards();
    long update = RoundUpdate.mostBytes(train, rounds) + 1024; // some bytes of counts and names
    boolean local = conf.get("spark.master", "").startsWith("local[");
    boolean sliced = SlicedReduce.slices(rounds, update, local) > 1;
    long all = sliced ? update : update * shards; // sums are never larger than an update
    String what =
        sliced
            ? "the sums of a round"
            : String.format(Locale.ROOT, "%d updates of %d MiB a round", shards, roundUp(update));
    // Serialized bytes are copied once while a result is written, so the buffer must hold it whole.
    refuseAbove(conf.getSizeAsBytes(MAX_BUFFER, "64m"), update, MAX_BUFFER, what, sliced);
    long maxResult = conf.getSizeAsBytes(MAX_RESULT, "1g");
    refuseAbove(maxResult == 0 ? Long.MAX_VALUE : maxResult, all, MAX_RESULT, what, sliced);
    // What comes, and beside it parameters and moments of this round and the next, once serialized
    // for the broadcast.
    refuseAbove(heap, all + 4 * update, "spark.driver.memory", what, sliced);
  }

  private static void refuseAbove(
      long limit, long needed, String key, String what, boolean sliced) {
    if (needed > limit) {
      throw new RondoException(
          ExitCode.CONFIG,
          String.format(
              Locale.ROOT,
              "%s: got %d MiB, but %s need %d MiB; pass --conf %s=%dm, or %s",
              key,
              limit / MIB,
              what,
              roundUp(needed),
              key,
              roundUp(needed + needed / 8),
              sliced ? "lower model.hidden" : "set rounds.reduce = sliced, or lower model.hidden"));
    }
  }

  private static long roundUp(long bytes) {
    return (bytes + MIB - 1) / MIB;
  }
}
