package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.round.LoopOptions;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundSpec;
import rondo.spark.Contexts;
import rondo.train.TrainSpec;
import rondo.wire.Wire;
import scala.jdk.javaapi.CollectionConverters;

/** Sliced rounds without end leave nothing behind: no broadcast, no shuffle file, no memory. */
@Timeout(1200)
class TestManyRounds {
  /** Rounds; set it higher to look for small leaks. */
  private static final int ROUNDS = Integer.getInteger("rondo.rounds", 40);

  private static final int ROUNDS_AN_EPOCH = 4;

  /** What the heap of driver and executor may grow by between a quarter of the rounds and all. */
  private static final long GROWTH = 8L << 20;

  @Test
  void leaveNothingBehind() {
    JavaSparkContext spark =
        Contexts.on(
            "local[2]",
            Map.of( // what Spark remembers of them for its pages
                "spark.ui.retainedJobs", "10",
                "spark.ui.retainedStages", "10",
                "spark.ui.retainedTasks", "50"));
    RoundSpec rounds = Trainings.sliced(4, Wire.FLOAT32);
    TrainSpec train = Trainings.train((double) ROUNDS / ROUNDS_AN_EPOCH);
    List<Integer> broadcasts = new ArrayList<>();
    List<Integer> files = new ArrayList<>();
    List<Long> heap = new ArrayList<>();
    int[] most = {0};
    RoundListener listener =
        new RoundListener() {
          @Override
          public void done(LoopState state) {
            most[0] = Math.max(most[0], shuffleFiles());
            broadcasts.add(LiveBroadcasts.settled(2));
            files.add(settledShuffleFiles());
            if (state.rounds() == ROUNDS / 4 || state.rounds() == ROUNDS) {
              heap.add(usedHeap());
            }
          }
        };
    try (SparkShardRunner runner =
        new SparkShardRunner(spark, Trainings.task(Trainings.tokens()), train, rounds)) {
      new RoundLoop(train, rounds, LoopOptions.NONE, runner, listener).run(Trainings.initial());
    }
    assertThat(broadcasts).hasSizeGreaterThanOrEqualTo(ROUNDS);
    assertThat(broadcasts).allSatisfy(count -> assertThat(count).isBetween(1, 2));
    assertThat(most[0]).as("no round was sliced").isPositive();
    assertThat(files).containsOnly(0);
    assertThat(heap).hasSize(2);
    assertThat(heap.get(1) - heap.get(0)).isLessThan(GROWTH);
    System.out.printf("%d rounds: heap %d and %d bytes%n", ROUNDS, heap.get(0), heap.get(1));
  }

  private static int shuffleFiles() {
    return (int)
        CollectionConverters.asJava(SparkEnv.get().blockManager().diskBlockManager().getAllFiles())
            .stream()
            .filter(file -> file.getName().startsWith("shuffle_"))
            .count();
  }

  /** They are removed in the background. */
  private static int settledShuffleFiles() {
    for (int wait = 0; wait < 6000 && shuffleFiles() > 0; wait++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return shuffleFiles();
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
