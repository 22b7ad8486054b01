package rondo.spark.shard;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.metrics.RondoPlugin;

/** The Spark settings that training needs, in one place. */
public final class SparkSettings {
  private static final String SERIALIZER = "spark.serializer";
  private static final String REGISTRATOR = "spark.kryo.registrator";

  private SparkSettings() {}

  /**
   * Adds to {@code conf} what it does not say itself. Leaves master, name, memory and cores alone.
   *
   * @return {@code conf}
   */
  public static SparkConf apply(SparkConf conf) {
    conf.set(SERIALIZER, KryoSerializer.class.getName());
    String registrators = conf.get(REGISTRATOR, "");
    String ours = RondoKryoRegistrator.class.getName();
    if (!registrators.contains(ours)) {
      conf.set(REGISTRATOR, registrators.isEmpty() ? ours : registrators + "," + ours);
    }
    return conf
        // A class that is written by reflection instead of by its own codec is a mistake.
        .setIfMissing("spark.kryo.registrationRequired", "true")
        // An update is one Kryo object; the buffer grows only as far as it must.
        .setIfMissing(DriverLimits.MAX_BUFFER, "1g")
        // Trained floats do not compress; rows do, and who stages them says so (Staging).
        .setIfMissing("spark.broadcast.compress", "false")
        .setIfMissing("spark.rdd.compress", "false")
        .setIfMissing("spark.shuffle.compress", "false")
        .setIfMissing("spark.shuffle.spill.compress", "false")
        // Shards go to the executors that are there at the first job and stay: wait for all.
        .setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        // A task away from its shard fetches what is cached anew each round, and reads a shard in
        // pages from the input, all of it, the first time. So it is worth a wait; not a long one,
        // since all other shards wait too. Large shards want a longer one: docs/rounds.md.
        .setIfMissing("spark.locality.wait", "1s")
        // Gauges of the rounds, in the metrics system of the driver.
        .setIfMissing("spark.plugins", RondoPlugin.class.getName())
        // Rondo has a progress line of its own.
        .setIfMissing("spark.ui.showConsoleProgress", "false");
  }

  /**
   * Checks a context that somebody else has started.
   *
   * @throws RondoException CONFIG if it cannot carry parameters and updates
   */
  static void require(SparkConf conf) {
    require(conf, SERIALIZER, KryoSerializer.class.getName());
    require(conf, REGISTRATOR, RondoKryoRegistrator.class.getName());
  }

  private static void require(SparkConf conf, String key, String expected) {
    String got = conf.get(key, "");
    if (!got.contains(expected)) {
      throw new RondoException(
          ExitCode.CONFIG,
          String.format(
              "%s: got '%s', expected %s; start Spark with --conf %s=%s",
              key, got, expected, key, expected));
    }
  }
}
