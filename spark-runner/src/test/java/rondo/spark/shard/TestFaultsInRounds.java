package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.spark.Contexts;
import rondo.spark.shard.ClusterEvents.Task;
import rondo.wire.Wire;

/** What breaks in the middle of a round costs time and no bit. Every test proves that it broke. */
@Timeout(300)
class TestFaultsInRounds {
  private static Path folder;
  private JavaSparkContext spark;
  private ClusterEvents events;

  /** Where in a run a fault is armed. */
  private enum When {
    FIRST,
    MIDDLE,
    LAST;

    long of(long rounds) {
      return switch (this) {
        case FIRST -> 1;
        case MIDDLE -> (rounds + 1) / 2;
        case LAST -> rounds;
      };
    }
  }

  @BeforeEach
  void start() throws IOException, InterruptedException {
    if (folder == null) { // one for all tests, as the context is
      folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "faults");
    }
    // Executors come and go: what their JVMs compile best would never pay off.
    spark =
        Contexts.on(
            "local-cluster[2,1,700]",
            Map.of(
                "spark.executor.extraJavaOptions",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "spark.plugins",
                FaultPlugin.class.getName(),
                FaultPlugin.FOLDER,
                folder.toString(),
                // As between machines: executors of one machine read each other's files.
                "spark.shuffle.readHostLocalDisk",
                "false",
                "spark.shuffle.io.maxRetries",
                "1",
                "spark.shuffle.io.retryWait",
                "200ms"));
    awaitExecutors(2);
    events = new ClusterEvents(spark);
  }

  @AfterEach
  void stop() {
    events.close();
  }

  /** Those that were killed are replaced. */
  private void awaitExecutors(int count) throws InterruptedException {
    for (int wait = 0; wait < 1200 && executors() != count; wait++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(executors()).isEqualTo(count);
  }

  private int executors() {
    return spark.sc().statusTracker().getExecutorInfos().length - 1; // and the driver
  }

  private static Fault fault(Fault.Kind kind) throws IOException {
    Files.deleteIfExists(folder.resolve("victim"));
    Files.deleteIfExists(folder.resolve("reads"));
    return new Fault(kind, folder.toString());
  }

  private static FaultyShards shards(Fault fault) {
    return new FaultyShards(Trainings.tokens(), fault, 0);
  }

  /** Trains with a fault in one round, which must happen, and compares with a run without. */
  private long strike(Fault.Kind kind, RoundSpec rounds, When when) throws IOException {
    Fault fault = fault(kind);
    AtomicLong round = new AtomicLong();
    TrainResult result =
        FaultyRun.run(
            spark,
            shards(fault),
            rounds,
            when::of,
            at -> {
              round.set(at);
              fault.arm();
            });
    assertThat(fault.isArmed()).as("armed, and never met").isFalse();
    assertThat(fault.victim()).isPositive();
    assertThat(ProcessHandle.of(fault.victim())).isEmpty();
    assertThat(events.removed()).isNotEmpty();
    assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(rounds)));
    return round.get();
  }

  /** Numbers on the wire in each form, which has a clean run of its own. */
  @ParameterizedTest
  @CsvSource({"FIRST, FLOAT32", "MIDDLE, INT8", "LAST, BFLOAT16"})
  void anExecutorIsKilledWhileItsTaskComputes(When when, Wire wire) throws IOException {
    long round = strike(Fault.Kind.KILL_EXECUTOR, Trainings.sliced(4, wire), when);
    assertLostAndRepeated(round);
  }

  /** The killed task's work was done by another attempt of it. */
  private void assertLostAndRepeated(long round) {
    List<Task> ofRound = events.tasks().stream().filter(task -> task.isOf(round)).toList();
    List<Task> lost =
        ofRound.stream().filter(task -> task.endedWith(ExecutorLostFailure.class)).toList();
    assertThat(lost).as("%s", ofRound).isNotEmpty();
    assertThat(ofRound)
        .anyMatch(
            task -> task.succeeded() && task.attempt() > 0 && task.index() == lost.get(0).index());
  }

  /** What its tasks had written for the sums is gone with it. */
  @Test
  void anExecutorIsKilledBetweenTheStagesOfARound() throws IOException {
    long round = strike(Fault.Kind.KILL_OTHERS, Trainings.sliced(4, Wire.INT8), When.MIDDLE);
    List<Task> ofRound = events.tasks().stream().filter(task -> task.isOf(round)).toList();
    assertThat(ofRound).anyMatch(task -> task.endedWith(FetchFailed.class));
    assertThat(ofRound).anyMatch(task -> task.succeeded() && task.stageAttempt() > 0);
  }

  @Test
  void eachFormOfNumbersHasBitsOfItsOwn() {
    assertThat(
            Arrays.stream(Wire.values())
                .map(wire -> Trainings.sha256(Trainings.locally(Trainings.sliced(4, wire)))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aCachedShardIsLost() throws IOException {
    Fault none = fault(Fault.Kind.KILL_EXECUTOR);
    int shard = 1;
    AtomicLong dataset = new AtomicLong();
    RoundSpec rounds = Trainings.sliced(4, Wire.FLOAT32);
    TrainResult result =
        FaultyRun.run(
            spark,
            shards(none),
            rounds,
            When.MIDDLE::of,
            round -> {
              dataset.set(spark.getPersistentRDDs().keySet().iterator().next());
              RDDBlockId block = new RDDBlockId((int) dataset.get(), shard);
              assertThat(locations(block)).isEqualTo(1);
              SparkEnv.get().blockManager().master().removeBlock(block);
              awaitGone(block);
            });
    assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(rounds)));
    assertThat(FaultyShards.reads(folder, shard)).isEqualTo(2);
    assertThat(FaultyShards.reads(folder, 0)).isEqualTo(1);
    assertThat(events.stored("rdd_" + dataset + "_" + shard)).isEqualTo(2);
    assertThat(events.stored("rdd_" + dataset + "_0")).isEqualTo(1);
    assertThat(events.removed()).isEmpty();
  }

  private static int locations(RDDBlockId block) {
    return SparkEnv.get().blockManager().master().getLocations(block).size();
  }

  /** It is removed in the background. */
  private static void awaitGone(RDDBlockId block) {
    for (int wait = 0; wait < 1200 && locations(block) > 0; wait++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(locations(block)).isZero();
  }
}
