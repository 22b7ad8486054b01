package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import rondo.metric.Metric;
import rondo.pages.Storage;
import rondo.round.Machine;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.round.ShardWorker;
import rondo.task.PackedShard;

class TestWorkerPool {
  private final WorkerPool pool = new WorkerPool();

  private static ShardWorker create() {
    RoundSpec rounds = Trainings.rounds(Strategy.PARAMETER_AVERAGING, 1);
    try (Machine machine = Machine.of(1);
        Storage storage = Storage.ofThisJvm()) {
      return PackedShard.read(Trainings.tokens(), 0, 1, storage.space("shard 0"))
          .worker(Trainings.tokens(), Metric.none(), Trainings.train(), rounds, machine);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void lendsTheSameWorkerAgain() {
    ShardWorker first = pool.borrow(0, TestWorkerPool::create);
    pool.giveBack(0, first);
    assertThat(pool.borrow(0, TestWorkerPool::create)).isSameAs(first);
  }

  @Test
  void neverLendsAWorkerTwiceAtATimeNorToAnotherShard() {
    ShardWorker first = pool.borrow(0, TestWorkerPool::create);
    ShardWorker copy = pool.borrow(0, TestWorkerPool::create);
    assertThat(copy).isNotSameAs(first);
    pool.giveBack(0, first);
    pool.giveBack(0, copy);
    assertThat(pool.borrow(1, TestWorkerPool::create)).isNotIn(first, copy);
  }
}
