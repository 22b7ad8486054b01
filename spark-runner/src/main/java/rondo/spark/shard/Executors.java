package rondo.spark.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.apache.spark.storage.BlockManagerId;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The executors of an application, as places for shards. A cached shard stays where it was read, so
 * an uneven start would make every round of the run as slow as the executor with most shards; and
 * without help the start is uneven: the executor that registers first takes what it can get, and
 * {@code minRegisteredResourcesRatio} does not wait on a standalone cluster unless {@code
 * spark.cores.max} is set.
 */
public final class Executors {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long POLL_MILLIS = 50;
  private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,.*");

  private Executors() {}

  /**
   * Waits until no more executors come (or enough for {@code shards} are there) and returns them as
   * Spark's names of task locations, in a fixed order. Empty where there is nothing to choose: in
   * local mode, and with dynamic allocation, where executors come when tasks do.
   */
  public static List<String> locations(JavaSparkContext spark, int shards) {
    SparkConf conf = spark.getConf();
    if (spark.isLocal() || conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return List.of();
    }
    int expected = Math.min(shards, expected(conf));
    long limit =
        TimeUnit.MILLISECONDS.toNanos(
            conf.getTimeAsMs("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s"));
    List<String> found = registered();
    long start = System.nanoTime();
    long changed = start;
    while (found.size() < expected
        && System.nanoTime() - start < limit
        && (found.isEmpty() || System.nanoTime() - changed < QUIET_NANOS)) {
      pause();
      List<String> now = registered();
      changed = now.equals(found) ? changed : System.nanoTime();
      found = now;
    }
    return found;
  }

  /** Executors that the configuration asks for, as far as it says. */
  static int expected(SparkConf conf) {
    Matcher local = LOCAL_CLUSTER.matcher(conf.get("spark.master"));
    if (local.matches()) {
      return Integer.parseInt(local.group(1));
    }
    if (conf.contains("spark.cores.max") && conf.contains("spark.executor.cores")) {
      return conf.getInt("spark.cores.max", 1) / conf.getInt("spark.executor.cores", 1);
    }
    return conf.getInt("spark.executor.instances", Integer.MAX_VALUE);
  }

  /**
   * Cores that compute.
   *
   * @param most of one executor
   * @param all of all together
   */
  public record Cores(int most, int all) {}

  /**
   * The cores of the executors that are there now, or of this JVM in local mode; a {@link
   * ShardedDataset} has waited for them. Not {@code spark.default.parallelism}, which says how many
   * pieces users like, and not {@code spark.executor.cores} alone, which need not be set.
   */
  public static Cores cores(JavaSparkContext spark) {
    if (spark.isLocal()) {
      int threads = ExecutorRuntime.threads(spark.getConf(), "");
      return new Cores(threads, threads);
    }
    int most = spark.getConf().getInt("spark.executor.cores", 1);
    int all = 0;
    for (ExecutorSummary executor :
        CollectionConverters.asJava(spark.sc().statusStore().executorList(true))) {
      if (!executor.id().equals("driver")) {
        most = Math.max(most, executor.totalCores());
        all += executor.totalCores();
      }
    }
    return new Cores(most, Math.max(all, most)); // none yet where they come when tasks do
  }

  private static List<String> registered() {
    List<BlockManagerId> executors = new ArrayList<>();
    CollectionConverters.asJava(SparkEnv.get().blockManager().master().getMemoryStatus())
        .keySet()
        .forEach(id -> executors.add(id));
    executors.removeIf(BlockManagerId::isDriver);
    executors.sort(
        Comparator.comparing((BlockManagerId id) -> id.executorId().length())
            .thenComparing(BlockManagerId::executorId));
    return executors.stream().map(id -> "executor_" + id.host() + "_" + id.executorId()).toList();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for executors", e);
    }
  }
}
