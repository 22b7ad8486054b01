package rondo.spark.shard;

import java.util.Locale;
import org.apache.spark.SparkConf;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundSize;
import rondo.round.RoundSpec;
import rondo.train.TrainSpec;

/** Refuses a round whose updates the driver cannot take, before hours of work are lost to it. */
public final class DriverLimits {
  static final String MAX_RESULT = "spark.driver.maxResultSize";
  static final String MAX_BUFFER = "spark.kryoserializer.buffer.max";

  private static final long MIB = 1L << 20;

  private DriverLimits() {}

  /**
   * @param heap bytes that the driver's JVM may use
   * @param local whether all shards are in this JVM
   * @throws RondoException CONFIG if what comes in a round is too large
   */
  public static void check(
      SparkConf conf, TrainSpec train, RoundSpec rounds, long heap, boolean local) {
    RoundSize size = RoundSize.of(train, rounds);
    int shards = rounds.shards();
    int slices = SlicedReduce.slices(rounds, size.updateBytes(), local);
    boolean sliced = slices > 1;
    long one = sliced ? size.sumBytes(shards) / slices : size.updateBytes();
    long all = sliced ? size.sumBytes(shards) : size.updateBytes() * shards;
    String what =
        sliced
            ? "the sums of a round and the state of " + shards + " shards"
            : String.format(
                Locale.ROOT, "%d updates of %d MiB a round", shards, roundUp(size.updateBytes()));
    // Serialized bytes are copied once while an object is written, so the buffer must hold the
    // largest whole: the driver's message, or a result.
    long largest = Math.max(Math.max(size.commonBytes(), size.stateBytes()), one);
    refuseAbove(conf.getSizeAsBytes(MAX_BUFFER, "64m"), largest, MAX_BUFFER, what, sliced);
    long maxResult = conf.getSizeAsBytes(MAX_RESULT, "1g");
    refuseAbove(maxResult == 0 ? Long.MAX_VALUE : maxResult, all, MAX_RESULT, what, sliced);
    long memory = all + size.driverBytes(shards, sliced);
    refuseAbove(heap, memory, "spark.driver.memory", what, sliced);
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
