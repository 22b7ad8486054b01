package rondo.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts Spark as the surroundings say: spark-submit, system properties, or this machine alone. */
public final class SparkContexts {
  private static final double HEAP_SHARE = 0.8; // the rest is for Spark and what Java needs
  private static final double EXECUTOR_SHARE = 0.6; // of spark.executor.memory; Spark caches there

  private SparkContexts() {}

  /**
   * A new context that the caller closes. Master and memory are those that spark-submit or {@code
   * spark.*} system properties give; without a master it is {@code local[*]}.
   */
  public static JavaSparkContext open(String name) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]").setIfMissing("spark.app.name", "rondo " + name);
    if (isLocal(conf)) {
      // The progress line shows what the web page would; a laptop need not open a port for it.
      conf.setIfMissing("spark.ui.enabled", "false").setIfMissing("spark.driver.host", "127.0.0.1");
    }
    return new JavaSparkContext(SparkSettings.apply(conf));
  }

  /** Bytes that one of {@code concurrent} shards at work may use, wherever they work. */
  static long bytesPerShard(SparkConf conf, int concurrent) {
    if (isLocal(conf)) {
      return (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory() / concurrent);
    }
    long memory = conf.getSizeAsBytes("spark.executor.memory", "1g");
    int cores = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
    return (long) (EXECUTOR_SHARE * memory / Math.max(1, Math.min(cores, concurrent)));
  }

  private static boolean isLocal(SparkConf conf) {
    String master = conf.get("spark.master");
    return master.equals("local") || master.startsWith("local[");
  }
}
