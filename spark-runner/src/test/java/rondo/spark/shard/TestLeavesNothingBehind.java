package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.spark.Contexts;
import rondo.task.ShardReader;

/** What rounds put on executors: buffers once, broadcasts only while they are read. */
class TestLeavesNothingBehind {
  private static final AtomicInteger WORKERS = new AtomicInteger();

  /** Counts how often a training store is made into batches: for its size, and for each worker. */
  private record Counting(ShardReader reader) implements ShardReader {
    @Override
    public SequenceLayout layout() {
      return reader.layout();
    }

    @Override
    public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
      reader.read(split, shard, shards, sink);
    }

    @Override
    public Batches batches(Sequences store, Split split, int batch, int truncate, long seed) {
      WORKERS.addAndGet(split == Split.TRAIN ? 1 : 0);
      return reader.batches(store, split, batch, truncate, seed);
    }
  }

  @Test
  void keepsWorkersBetweenRoundsAndDestroysBroadcasts() {
    JavaSparkContext spark = Contexts.on("local[2]");
    RoundSpec rounds = Trainings.rounds(Strategy.GRADIENT_AVERAGING, 4);
    List<Integer> live = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            live.add(LiveBroadcasts.settled(2));
          }
        };
    WORKERS.set(0);
    try (SparkShardRunner runner =
        new SparkShardRunner(
            spark, Trainings.task(new Counting(Trainings.tokens())), Trainings.train(), rounds)) {
      new RoundLoop(Trainings.train(), rounds, LoopOptions.NONE, runner, listener)
          .run(Trainings.initial());
    }
    assertThat(live).hasSizeGreaterThan(10);
    // The description of the run, and maybe the last round's, which the next one removes.
    assertThat(live).allSatisfy(count -> assertThat(count).isBetween(1, 2));
    assertThat(WORKERS).hasValue(2 * rounds.shards());
    assertThat(LiveBroadcasts.settled(0)).isZero();
    assertThat(spark.getPersistentRDDs()).isEmpty();
  }
}
