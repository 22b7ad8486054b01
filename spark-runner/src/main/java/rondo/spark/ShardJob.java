package rondo.spark;

import java.io.Serializable;
import rondo.round.RoundSpec;
import rondo.round.ShardWorker;
import rondo.task.PackedShard;
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

  private final ShardReader reader;
  private final MetricKind metric;
  private final TrainSpec train;
  private final RoundSpec rounds;

  // Lives as long as the broadcast value it hangs on: destroying that drops the buffers of every
  // executor, without a job to do it.
  private transient WorkerPool workers;

  ShardJob(ShardReader reader, MetricKind metric, TrainSpec train, RoundSpec rounds) {
    this.reader = reader;
    this.metric = metric;
    this.train = train;
    this.rounds = rounds;
  }

  ShardReader reader() {
    return reader;
  }

  TrainSpec train() {
    return train;
  }

  int shards() {
    return rounds.shards();
  }

  /** A new worker on a shard, with what this JVM computes with. */
  ShardWorker worker(PackedShard shard) {
    return shard.worker(reader, metric, train, rounds, ExecutorRuntime.machine());
  }

  /** The workers that this JVM keeps from one round to the next. */
  synchronized WorkerPool workers() {
    if (workers == null) {
      workers = new WorkerPool();
    }
    return workers;
  }
}
