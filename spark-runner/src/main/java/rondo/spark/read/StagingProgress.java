package rondo.spark.read;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;

/** Tells every ten seconds how far the stages are that run now. */
final class StagingProgress implements AutoCloseable {
  private static final long SECONDS = 10;

  private final JavaSparkContext spark;
  private final Consumer<String> tell;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "rondo-staging");
            thread.setDaemon(true);
            return thread;
          });

  StagingProgress(JavaSparkContext spark, Consumer<String> tell) {
    this.spark = spark;
    this.tell = tell;
    clock.scheduleAtFixedRate(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void tell() {
    for (int id : spark.statusTracker().getActiveStageIds()) {
      SparkStageInfo stage = spark.statusTracker().getStageInfo(id);
      if (stage != null) {
        tell.accept(
            String.format(
                Locale.ROOT,
                "staging: %d of %d tasks",
                stage.numCompletedTasks(),
                stage.numTasks()));
      }
    }
  }

  /** Waits for a line that is being told: nobody may tell at the same time. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
