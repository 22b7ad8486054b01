package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.round.TrainResult;
import rondo.spark.Contexts;

/** An executor that is short of memory drops the description of the run; its pages stay. */
@Timeout(300)
class TestEvictedRun {
  private static final String CLUSTER = "local-cluster[1,1,700]";

  @TempDir private static Path folder;

  @Test
  void pagesAreNotReadAgain() throws IOException {
    JavaSparkContext spark = Contexts.inPages(CLUSTER);
    RoundSpec rounds = Trainings.rounds(Strategy.BLOCK_MOMENTUM, 2);
    Fault none = new Fault(Fault.Kind.KILL_OTHERS, folder.toString()); // never armed
    TrainResult result =
        FaultyRun.run(
            spark,
            new FaultyShards(Trainings.tokens(), none, 0),
            rounds,
            all -> Math.max(2, all / 2),
            round -> spark.parallelize(List.of(0), 1).foreach(task -> evict()));
    assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(rounds)));
    assertThat(FaultyShards.reads(folder, 0)).isEqualTo(1);
    assertThat(FaultyShards.reads(folder, 1)).isEqualTo(1);
  }

  /** In a task: removes the description, as storage pressure does, until it is garbage. */
  private static void evict() {
    List<WeakReference<Object>> evicted = LiveBroadcasts.evict(ShardJob.class);
    if (evicted.size() != 1) {
      throw new IllegalStateException("Evicted " + evicted.size() + " descriptions, expected 1");
    }
    for (int wait = 0; evicted.get(0).get() != null; wait++) {
      if (wait == 600) {
        throw new IllegalStateException("The description of the run is still held");
      }
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
