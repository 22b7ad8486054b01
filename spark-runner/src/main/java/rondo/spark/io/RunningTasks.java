package rondo.spark.io;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaSparkContext;

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

  private static boolean any(JavaSparkContext spark) {
    return !spark.sc().isStopped()
        && Arrays.stream(spark.sc().statusTracker().getExecutorInfos())
            .mapToInt(SparkExecutorInfo::numRunningTasks)
            .anyMatch(tasks -> tasks > 0);
  }
}
