package rondo.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import rondo.round.RoundSpec;
import rondo.round.ShardInfo;
import rondo.round.ShardWorker;
import rondo.task.ShardReader;
import rondo.train.MetricKind;
import rondo.train.TrainSpec;

/**
 * All that executors must know about a run, but for the parameters. Broadcast once, so that tasks
 * stay small whatever the reader holds (a vocabulary, say).
 *
 * <p>Thread use: shared by all tasks of a JVM.
 */
final class ShardJob implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Cleaner CLEANER = Cleaner.create();

  private final ShardReader reader;
  private final MetricKind metric;
  private final TrainSpec train;
  private final RoundSpec rounds;

  // Lives as long as the broadcast value it hangs on: destroying that drops the buffers of every
  // executor, without a job to do it.
  private transient WorkerPool workers;
  private transient ShardSpaces spaces;

  ShardJob(ShardReader reader, MetricKind metric, TrainSpec train, RoundSpec rounds) {
    this.reader = reader;
    this.metric = metric;
    this.train = train;
    this.rounds = rounds;
  }

  int shards() {
    return rounds.shards();
  }

  /** Reads and packs a shard. */
  CachedShard read(int shard) throws IOException {
    return spaces().read(shard);
  }

  /** The size of a shard. */
  ShardInfo info(CachedShard shard) throws IOException {
    return spaces().open(shard).info(reader, train);
  }

  /** A new worker on a shard, with what this JVM computes with. */
  ShardWorker worker(CachedShard shard) {
    try {
      return spaces().open(shard).worker(reader, metric, train, rounds, ExecutorRuntime.machine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized ShardSpaces spaces() {
    if (spaces == null) {
      ShardSpaces made = new ShardSpaces(reader, rounds.shards(), ExecutorStorage.storage());
      CLEANER.register(this, made::close); // on executors, where nobody says when a run is over
      spaces = made;
    }
    return spaces;
  }

  /** Deletes what this JVM has of the shards. */
  synchronized void close() {
    if (spaces != null) {
      spaces.close();
    }
  }

  /** The workers that this JVM keeps from one round to the next. */
  synchronized WorkerPool workers() {
    if (workers == null) {
      workers = new WorkerPool();
    }
    return workers;
  }
}
