package rondo.spark.shard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.round.Machine;

/**
 * What all tasks of one executor JVM share: the kernels, chosen and logged once, and one pool of
 * threads, as many as the cores that this JVM may use. Tasks that run at the same time divide that
 * pool among them, so the cores are never oversubscribed, and a lone task has them all.
 *
 * <p>Thread use: any number of threads.
 */
public final class ExecutorRuntime {
  /** Forces the number of threads of every executor; otherwise its number of cores. */
  public static final String THREADS = "spark.rondo.threads";

  private static final double HEAP_SHARE = 0.6; // Spark and what is read need the rest

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntime.class);
  private static final Pattern LOCAL = Pattern.compile("local\\[([0-9]+)(?:\\s*,[^]]*)?]");
  // Every cluster manager starts an executor with its cores on the command line; nothing else tells
  // them inside of it (spark.executor.cores need not be set).
  private static final Pattern CORES = Pattern.compile(".*ExecutorBackend .*--cores ([0-9]+).*");

  // By threads, because one JVM may see several Spark contexts, one after the other.
  private static final Map<Integer, Machine> MACHINES = new ConcurrentHashMap<>();

  private ExecutorRuntime() {}

  /** What workers in this JVM compute with; only inside a running Spark application. */
  public static Machine machine() {
    return MACHINES.computeIfAbsent(
        threads(SparkEnv.get().conf(), System.getProperty("sun.java.command", "")),
        ExecutorRuntime::start);
  }

  /** Bytes of memory that one of the tasks of this JVM may use while as many work as can. */
  public static long bytesPerTask() {
    SparkConf conf = SparkEnv.get().conf();
    int threads = threads(conf, System.getProperty("sun.java.command", ""));
    int tasks = Math.max(1, threads / conf.getInt("spark.task.cpus", 1));
    return (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory()) / tasks;
  }

  private static Machine start(int threads) {
    Machine machine = Machine.of(threads);
    LOG.info("This executor computes with {}", machine.description());
    return machine;
  }

  /**
   * The cores that this JVM may use.
   *
   * @param command main class and arguments of this JVM
   */
  static int threads(SparkConf conf, String command) {
    int available = Runtime.getRuntime().availableProcessors();
    String master = conf.get("spark.master", "local[*]");
    if (conf.contains(THREADS)) {
      return conf.getInt(THREADS, available);
    }
    if (master.equals("local")) {
      return 1;
    }
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      return Integer.parseInt(local.group(1));
    }
    if (master.startsWith("local[")) {
      return available; // what an executor would have does not matter here
    }
    Matcher cores = CORES.matcher(command);
    if (cores.matches()) {
      return Integer.parseInt(cores.group(1));
    }
    return conf.getInt("spark.executor.cores", available);
  }
}
