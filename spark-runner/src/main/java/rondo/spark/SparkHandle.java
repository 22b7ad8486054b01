package rondo.spark;

import java.util.Map;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.spark.shard.Executors;
import rondo.spark.shard.SparkSettings;

/**
 * Spark as the surroundings give it: the context that this JVM runs already, which {@link #close}
 * leaves alone, or a new one with the settings of spark-submit or {@code spark.*} system
 * properties.
 */
public final class SparkHandle implements AutoCloseable {
  private static final String OWNER = "spark.rondo.owner";
  private static final double HEAP_SHARE = 0.8; // the rest is for Spark and what Java needs
  private static final double EXECUTOR_SHARE = 0.6; // of spark.executor.memory; Spark caches there

  private final JavaSparkContext context;
  private final boolean owned;

  private SparkHandle(JavaSparkContext context, boolean owned) {
    this.context = context;
    this.owned = owned;
  }

  /**
   * Without a master it is {@code local[*]}.
   *
   * @throws rondo.error.RondoException CLUSTER if a standalone master does not take this
   *     application, CONFIG if it needs a secret and there is none
   */
  static SparkHandle open(String name) {
    return open(name, Map.of());
  }

  /** The same with settings of Spark where nothing else says otherwise. */
  public static SparkHandle open(String name, Map<String, String> settings) {
    SparkConf conf = new SparkConf();
    settings.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.master", "local[*]").setIfMissing("spark.app.name", "rondo " + name);
    if (isLocal(conf)) {
      // The progress line shows what the web page would; a laptop need not open a port for it.
      conf.setIfMissing("spark.ui.enabled", "false").setIfMissing("spark.driver.host", "127.0.0.1");
      // A task that runs out of memory must not end this JVM before the user is told what to do.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    String owner = UUID.randomUUID().toString();
    SparkContext context = start(SparkSettings.apply(conf).set(OWNER, owner));
    boolean owned = context.getConf().get(OWNER, "").equals(owner);
    return new SparkHandle(JavaSparkContext.fromSparkContext(context), owned);
  }

  private static SparkContext start(SparkConf conf) {
    StandaloneMaster.addSecret(conf, System.getenv(StandaloneMaster.VARIABLE));
    try {
      return StandaloneMaster.accepted(SparkContext.getOrCreate(conf));
    } catch (RuntimeException e) {
      throw StandaloneMaster.explained(conf, e);
    }
  }

  public JavaSparkContext context() {
    return context;
  }

  /** Bytes that one of {@code shards} shards may use while as many work as there are slots. */
  long bytesPerShard(int shards) {
    SparkConf conf = context.getConf();
    Executors.Cores cores = Executors.cores(context);
    int cpus = conf.getInt("spark.task.cpus", 1);
    long memory =
        isLocal(conf)
            ? (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory())
            : (long) (EXECUTOR_SHARE * conf.getSizeAsBytes("spark.executor.memory", "1g"));
    return memory / Math.max(1, Math.min(cores.most() / cpus, shards));
  }

  private static boolean isLocal(SparkConf conf) {
    String master = conf.get("spark.master");
    return master.equals("local") || master.startsWith("local[");
  }

  @Override
  public void close() {
    if (owned) {
      context.close();
    }
  }
}
