package rondo.spark.io;

import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import scala.jdk.javaapi.CollectionConverters;

/** Tasks that are still at work after their job has failed, and may still write. */
public final class RunningTasks {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_MILLIS = 20;

  private RunningTasks() {}

  /** Waits until none is left, or for ten seconds: other jobs may have some, too. */
  public static void awaitEnd(JavaSparkContext spark) {
    long start = System.nanoTime();
    try {
      while (any(spark) && System.nanoTime() - start < LIMIT_NANOS) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What the scheduler knows: the status tracker hears of tasks some time after they have begun.
   */
  private static boolean any(JavaSparkContext spark) {
    return !spark.sc().isStopped()
        && spark.sc().taskScheduler() instanceof TaskSchedulerImpl scheduler
        && CollectionConverters.asJava(scheduler.runningTasksByExecutors()).values().stream()
            .anyMatch(tasks -> (Integer) tasks > 0);
  }
}
