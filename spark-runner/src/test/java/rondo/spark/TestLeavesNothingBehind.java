package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.junit.jupiter.api.Test;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.round.LoopOptions;
import rondo.round.RoundInput;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.task.ShardReader;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

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
            live.add(settled(2));
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
    assertThat(settled(0)).isZero();
    assertThat(spark.getPersistentRDDs()).isEmpty();
  }

  /** How many there are once there are few enough: they are removed in the background. */
  private static int settled(int most) {
    for (int wait = 0; wait < 600 && ours().size() > most; wait++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return ours().size();
  }

  /** Values of broadcasts of ours that the executor still holds. */
  private static List<Object> ours() {
    BlockManager blocks = SparkEnv.get().blockManager();
    List<Object> values = new ArrayList<>();
    for (BlockId id :
        CollectionConverters.asJava(
            blocks.getMatchingBlockIds(
                block -> block.isBroadcast() && !block.name().contains("piece")))) {
      Object value = value(blocks, id);
      if (value instanceof RoundInput || value instanceof float[] || value instanceof ShardJob) {
        values.add(value);
      }
    }
    return values;
  }

  /** The value of a broadcast, or null if it is gone; it may go while it is looked at. */
  private static Object value(BlockManager blocks, BlockId id) {
    try {
      Option<BlockResult> result = blocks.getLocalValues(id);
      if (result.isEmpty()) {
        return null;
      }
      Object value = result.get().data().next();
      blocks.releaseLock(id, Option.empty());
      return value;
    } catch (Exception e) { // a checked SparkException that Scala does not declare
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return null;
      }
      throw e;
    }
  }
}
