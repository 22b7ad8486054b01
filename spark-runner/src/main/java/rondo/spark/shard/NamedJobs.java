package rondo.spark.shard;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark jobs that the web interface, the REST API and the event log call by a readable name. */
public final class NamedJobs {
  private static final String GROUP = "rondo";

  private NamedJobs() {}

  /**
   * Runs an action of Spark in this thread. Its jobs carry {@code name} as their description, and
   * their stages too, which would be called after a line of code.
   *
   * @throws rondo.error.RondoException as {@link TaskFailures#unwrapped}
   */
  public static <R> R run(JavaSparkContext spark, String name, Supplier<R> action) {
    spark.setJobGroup(GROUP, name, true);
    spark.setCallSite(name);
    try {
      return TaskFailures.unwrapped(action);
    } finally {
      spark.clearCallSite();
      spark.clearJobGroup();
    }
  }
}
