package rondo.spark.shard;

import java.io.Serializable;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import rondo.round.ShardWorker;

/** What one Spark task does with the worker of its shard; a pure function of what it captures. */
@FunctionalInterface
interface ShardTask<R> extends Serializable {
  R run(ShardWorker worker);

  /** One result a partition, which is one a shard. */
  static <R> JavaRDD<R> onEvery(
      JavaRDD<CachedShard> shards, Broadcast<ShardJob> job, ShardTask<R> task) {
    return shards.mapPartitionsWithIndex(
        (shard, cached) ->
            Collections.singletonList(TaskFailures.inTask(() -> run(shard, cached, job, task)))
                .iterator(),
        true);
  }

  /** What a task does that gets something of its own. */
  @FunctionalInterface
  interface WithState<R> extends Serializable {
    R run(ShardWorker worker, ShardState state);
  }

  /**
   * The same with what is each shard's own, which travels with its task and nowhere else.
   *
   * @param states one a partition, in the order of shards
   */
  static <R> JavaRDD<R> onEvery(
      JavaRDD<CachedShard> shards,
      JavaRDD<ShardState> states,
      Broadcast<ShardJob> job,
      WithState<R> task) {
    return shards.zipPartitions(
        states,
        (cached, own) -> {
          ShardState state = own.next();
          ShardTask<R> withState = worker -> task.run(worker, state);
          return Collections.singletonList(
                  TaskFailures.inTask(() -> run(state.shard(), cached, job, withState)))
              .iterator();
        });
  }

  private static <R> R run(
      int shard, Iterator<CachedShard> cached, Broadcast<ShardJob> broadcast, ShardTask<R> task) {
    ShardJob job = broadcast.value();
    WorkerPool workers = job.workers();
    // The cached shard is unpacked only if this JVM has no worker on it.
    ShardWorker worker = workers.borrow(shard, () -> job.worker(cached.next()));
    try {
      R result = task.run(worker);
      workers.giveBack(shard, worker);
      return result;
    } finally {
      Reference.reachabilityFence(job); // while it is reachable, the pages of the worker stay
    }
  }
}
