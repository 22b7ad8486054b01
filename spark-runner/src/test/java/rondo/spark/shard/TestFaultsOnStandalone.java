package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import rondo.round.RoundListener;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.spark.Contexts;
import rondo.spark.Signals;
import rondo.spark.StandaloneDaemons;
import rondo.spark.shard.ClusterEvents.Task;
import rondo.wire.Wire;

/**
 * Stragglers with speculation, and a Worker that is killed, on a real standalone cluster. The tests
 * that leave one Worker are the last.
 */
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestFaultsOnStandalone {
  private static final RoundSpec ROUNDS = Trainings.sliced(4, Wire.FLOAT32);

  private static Path folder;
  private static StandaloneDaemons daemons;
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "standalone");
    daemons = new StandaloneDaemons(folder);
    spark =
        Contexts.on(
            daemons.url(),
            Map.of(
                "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "spark.cores.max", "2",
                "spark.executor.cores", "1",
                "spark.speculation", "true",
                "spark.speculation.interval", "100ms",
                "spark.speculation.minTaskRuntime", "500ms",
                "spark.speculation.multiplier", "1.1",
                "spark.speculation.quantile", "0.5"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (spark != null) {
      spark.close(); // its master is about to go
    }
    if (daemons != null) {
      daemons.close();
    }
  }

  private static Fault fault(Fault.Kind kind) throws IOException {
    Files.deleteIfExists(folder.resolve("victim"));
    return new Fault(kind, folder.toString());
  }

  /**
   * Trains with a fault in the middle, which must happen; returns its round. It is met on the
   * largest shard, which is the last of its executor: whoever computes a shard that another
   * executor has cached asks that one first, and one that stands still would hold it up as well.
   */
  private static long strike(Fault fault) {
    return strike(fault, new AtomicLong());
  }

  /** The same; {@code round} is set before the fault is armed. */
  private static long strike(Fault fault, AtomicLong round) {
    TrainResult result =
        FaultyRun.run(
            spark,
            new FaultyShards(Trainings.tokens(), fault, 10),
            ROUNDS,
            rounds -> (rounds + 1) / 2,
            at -> {
              round.set(at);
              fault.arm();
            });
    assertThat(fault.isArmed()).as("armed, and never met").isFalse();
    assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(ROUNDS)));
    return round.get();
  }

  /** The copy is done first, and the task that it is a copy of is ended. */
  @Test
  @Order(1)
  void aSlowTaskIsOvertakenByItsCopy() throws IOException, InterruptedException {
    try (ClusterEvents events = new ClusterEvents(spark)) {
      long round = strike(fault(Fault.Kind.SLOW_TASK));
      List<Task> ofRound = events.tasks().stream().filter(task -> task.isOf(round)).toList();
      assertThat(ofRound).anyMatch(task -> task.speculative() && task.succeeded());
      events.await(
          tasks -> tasks.stream().anyMatch(t -> t.isOf(round) && t.endedWith(TaskKilled.class)));
      assertThat(events.removed()).isEmpty();
    }
  }

  /** Whichever of the two is done first. */
  @Test
  @Order(2)
  void anExecutorStandsStillForAWhile() throws Exception {
    Fault fault = fault(Fault.Kind.STOP_EXECUTOR);
    AtomicLong round = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    try (ClusterEvents events = new ClusterEvents(spark)) {
      CompletableFuture<Void> waker =
          CompletableFuture.runAsync(() -> wake(fault, round, over, events));
      try {
        strike(fault, round);
      } finally {
        over.set(true);
        waker.get(3, TimeUnit.MINUTES);
      }
      events.await(tasks -> tasks.stream().anyMatch(t -> t.isOf(round.get()) && t.speculative()));
      assertThat(events.removed()).isEmpty();
    }
  }

  /**
   * Lets the executor that stands still go on, once there is a copy of a task of its round, and in
   * any case when the run is over. It is told so again and again: it is known before it is stopped.
   */
  private static void wake(
      Fault fault, AtomicLong round, AtomicBoolean over, ClusterEvents events) {
    try {
      events.await(tasks -> over.get() || fault.victim() > 0);
      if (fault.victim() == 0) {
        return; // the run has failed
      }
      try {
        events.await(tasks -> over.get() || events.speculated(round.get()));
      } finally {
        boolean last;
        do {
          last = over.get();
          Signals.CONT.send(fault.victim());
          TimeUnit.MILLISECONDS.sleep(100);
        } while (!last);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its executor goes with it, and the other one does all that is left. */
  @Test
  @Order(3)
  void aWorkerIsKilled() throws IOException {
    Fault fault = fault(Fault.Kind.KILL_WORKER);
    try (ClusterEvents events = new ClusterEvents(spark)) {
      long round = strike(fault);
      assertThat(ProcessHandle.of(fault.victim())).isEmpty();
      assertThat(events.removed()).hasSize(1);
      List<Task> ofRound = events.tasks().stream().filter(task -> task.isOf(round)).toList();
      assertThat(ofRound).anyMatch(task -> task.endedWith(ExecutorLostFailure.class));
      assertThat(ofRound).anyMatch(task -> task.succeeded() && task.attempt() > 0);
      assertThat(spark.sc().statusTracker().getExecutorInfos()).hasSize(2); // and the driver
    }
  }

  @Test
  @Order(4)
  void theExecutorThatIsLeftDoesAllOfAnotherRun() {
    try (ClusterEvents events = new ClusterEvents(spark)) {
      TrainResult result = Trainings.onSpark(spark, ROUNDS, RoundListener.NONE);
      assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(ROUNDS)));
      assertThat(events.tasks().stream().map(Task::executor).distinct()).hasSize(1);
    }
  }
}
