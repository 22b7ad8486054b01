package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.pages.PagePool;
import rondo.pages.Storage;
import rondo.task.ShardReader;

@Timeout(120)
class TestShardSpaces {
  @TempDir private Path folder;

  /** Reads once it is told to. */
  private record Waiting(ShardReader reader, CountDownLatch reading, CountDownLatch go)
      implements ShardReader {
    @Override
    public SequenceLayout layout() {
      return reader.layout();
    }

    @Override
    public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
      reading.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      reader.read(split, shard, shards, sink);
    }

    @Override
    public Batches batches(Sequences sequences, Split split, int batch, int truncate, long seed) {
      return reader.batches(sequences, split, batch, truncate, seed);
    }
  }

  /** One task packs a shard, another one waits for it, and the run ends: all memory comes back. */
  @Test
  void aTaskThatWaitsForAShardOfARunThatEndsTakesNothing() throws Exception {
    Storage storage = new Storage(List.of(folder), 1 << 20, new PagePool(1), false);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ShardSpaces spaces = new ShardSpaces(new Waiting(Trainings.tokens(), reading, go), 2, storage);
    FutureTask<CachedShard> packing = new FutureTask<>(() -> spaces.read(1));
    FutureTask<CachedShard> waiting = new FutureTask<>(() -> spaces.read(1));
    FutureTask<?> closing = new FutureTask<>(spaces::close, null);
    started(packing);
    reading.await();
    awaitBlocked(started(waiting));
    awaitBlocked(started(closing));
    go.countDown();
    assertThat(packing.get().packed()).isNotNull();
    closing.get();
    try {
      waiting.get(); // before the other one
    } catch (ExecutionException e) {
      assertThat(e.getCause()).hasMessage("The run of shard 1 is over");
    }
    assertThat(storage.bytesInMemory()).isZero();
  }

  private static Thread started(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitBlocked(Thread thread) {
    while (thread.getState() != Thread.State.BLOCKED) { // until the test times out
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
