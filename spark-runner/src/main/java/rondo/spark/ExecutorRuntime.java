package rondo.spark;

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
final class ExecutorRuntime {
  /** Forces the number of threads of every executor; otherwise its number of cores. */
  static final String THREADS = "spark.rondo.threads";

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntime.class);
  private static final Pattern LOCAL = Pattern.compile("local\\[([0-9]+)(?:\\s*,[^]]*)?]");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*[0-9]+\\s*,\\s*([0-9]+)\\s*,[^]]*]");

  // By threads, because one JVM may see several Spark contexts, one after the other.
  private static final Map<Integer, Machine> MACHINES = new ConcurrentHashMap<>();

  private ExecutorRuntime() {}

  /** What workers in this JVM compute with; only inside a running Spark application. */
  static Machine machine() {
    return MACHINES.computeIfAbsent(threads(SparkEnv.get().conf()), ExecutorRuntime::start);
  }

  private static Machine start(int threads) {
    Machine machine = Machine.of(threads);
    LOG.info("This executor computes with {}", machine.description());
    return machine;
  }

  /** The cores that this JVM may use. */
  static int threads(SparkConf conf) {
    int available = Runtime.getRuntime().availableProcessors();
    String master = conf.get("spark.master", "local[*]");
    if (conf.contains(THREADS)) {
      return conf.getInt(THREADS, available);
    }
    if (master.equals("local")) {
      return 1;
    }
    for (Pattern pattern : new Pattern[] {LOCAL, LOCAL_CLUSTER}) {
      Matcher matcher = pattern.matcher(master);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return master.startsWith("local") ? available : conf.getInt("spark.executor.cores", available);
  }
}
