package rondo.spark.shard;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.spark.TaskEndReason;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * What Spark says has happened to its executors and tasks, so that a test can prove that its fault
 * did.
 */
final class ClusterEvents extends SparkListener implements AutoCloseable {
  /**
   * A task that ended.
   *
   * @param stage its name: which round
   * @param stageAttempt from 0
   * @param attempt from 0
   * @param speculative whether it was a copy of one that still ran
   */
  record Task(
      String stage,
      int stageAttempt,
      int index,
      int attempt,
      String executor,
      boolean speculative,
      TaskEndReason reason) {
    boolean isOf(long round) {
      return ClusterEvents.isOf(stage, round);
    }

    boolean endedWith(Class<?> type) {
      return type.isInstance(reason);
    }

    boolean succeeded() {
      return reason.toString().equals("Success");
    }
  }

  private final JavaSparkContext spark;
  private final Map<Integer, String> stages = new ConcurrentHashMap<>();
  private final List<Task> tasks = new CopyOnWriteArrayList<>();
  private final List<String> removed = new CopyOnWriteArrayList<>();
  private final List<String> stored = new CopyOnWriteArrayList<>();
  private final List<String> speculated = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  ClusterEvents(JavaSparkContext spark) {
    this.spark = spark;
    spark.sc().addSparkListener(this);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    stages.put(event.stageInfo().stageId(), event.stageInfo().name());
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    if (event.taskInfo().speculative()) {
      speculated.add(stages.getOrDefault(event.stageId(), ""));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    tasks.add(
        new Task(
            stages.getOrDefault(event.stageId(), ""),
            event.stageAttemptId(),
            event.taskInfo().index(),
            event.taskInfo().attemptNumber(),
            event.taskInfo().executorId(),
            event.taskInfo().speculative(),
            event.reason()));
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    removed.add(event.executorId());
  }

  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated event) {
    if (event.blockUpdatedInfo().storageLevel().isValid()) {
      stored.add(event.blockUpdatedInfo().blockId().name());
    }
  }

  private static boolean isOf(String stage, long round) {
    return stage.startsWith("round " + round + ":");
  }

  /** Executors that are gone. */
  List<String> removed() {
    return settled(removed);
  }

  /** Tasks that have ended, in that order. */
  List<Task> tasks() {
    return settled(tasks);
  }

  /** How often a block was put on an executor. */
  int stored(String block) {
    return Collections.frequency(settled(stored), block);
  }

  /** Whether a copy of a task of this round that still ran has begun. */
  boolean speculated(long round) {
    return speculated.stream().anyMatch(stage -> isOf(stage, round));
  }

  /** Waits until the tasks that have ended are as they should be. */
  void await(Predicate<List<Task>> enough) throws InterruptedException {
    for (int wait = 0; wait < 2400 && !enough.test(tasks); wait++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    if (!enough.test(tasks)) {
      throw new AssertionError("not within two minutes; tasks that ended: " + tasks);
    }
  }

  /** Spark tells of events later than they happen. */
  private <T> List<T> settled(List<T> events) {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new AssertionError("Spark has not told of all events", e);
    }
    return events;
  }

  @Override
  public void close() {
    spark.sc().removeSparkListener(this);
  }
}
