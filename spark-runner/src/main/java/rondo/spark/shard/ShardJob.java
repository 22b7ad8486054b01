package rondo.spark.shard;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.util.UUID;
import rondo.metric.Metric;
import rondo.round.RoundSpec;
import rondo.round.ShardInfo;
import rondo.round.ShardWorker;
import rondo.task.ShardReader;
import rondo.train.TrainSpec;

/**
 * All that executors must know about a run, but for the parameters. Broadcast once, so that tasks
 * stay small whatever the reader holds (a vocabulary, say).
 *
 * <p>Thread use: shared by all tasks of a JVM.
 */
final class ShardJob implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final RunSpaces RUNS = new RunSpaces();

  private final UUID run;
  private final ShardReader reader;
  private final Metric metric;
  private final TrainSpec train;
  private final RoundSpec rounds;

  // Lives as long as the broadcast value it hangs on: destroying that drops the buffers of every
  // executor, without a job to do it. When Spark drops the value earlier, buffers are made again.
  private transient WorkerPool workers;
  private transient ShardSpaces spaces; // those of the run, which outlive this

  ShardJob(ShardReader reader, Metric metric, TrainSpec train, RoundSpec rounds) {
    this.run = UUID.randomUUID();
    this.reader = reader;
    this.metric = metric;
    this.train = train;
    this.rounds = rounds;
  }

  /** Tells runs apart; the same for all copies of this description. */
  UUID run() {
    return run;
  }

  int shards() {
    return rounds.shards();
  }

  /** Reads and packs a shard. */
  CachedShard read(int shard) throws IOException {
    try {
      return spaces().read(shard);
    } finally {
      Reference.reachabilityFence(this); // else the spaces may be closed
    }
  }

  /** The size of a shard. */
  ShardInfo info(CachedShard shard) throws IOException {
    try {
      return spaces().open(shard).info(reader, train);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * A new worker on a shard, with what this JVM computes with. Its pages are there for as long as
   * this is reachable.
   */
  ShardWorker worker(CachedShard shard) {
    try {
      return spaces().open(shard).worker(reader, metric, train, rounds, ExecutorRuntime.machine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private synchronized ShardSpaces spaces() {
    if (spaces == null) {
      spaces =
          RUNS.of(
              run, this, () -> new ShardSpaces(reader, rounds.shards(), ExecutorStorage.storage()));
    }
    return spaces;
  }

  /** Deletes what this JVM has of the shards of a run. */
  static void close(UUID run) {
    RUNS.close(run);
  }

  /** The workers that this JVM keeps from one round to the next. */
  synchronized WorkerPool workers() {
    if (workers == null) {
      workers = new WorkerPool();
    }
    return workers;
  }
}
