package rondo.spark.shard;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import rondo.round.ShardWorker;

/**
 * Workers that are idle between rounds, by shard, so that their buffers are allocated and their
 * shard is unpacked once. A worker that is lent out belongs to one task alone: two copies of a task
 * (speculation) get two workers. When memory runs short the JVM drops idle ones.
 *
 * <p>Thread use: any number of threads.
 */
final class WorkerPool {
  private final Map<Integer, Deque<SoftReference<ShardWorker>>> idle = new HashMap<>();

  /** An idle worker of the shard, or else a new one. */
  ShardWorker borrow(int shard, Supplier<ShardWorker> create) {
    ShardWorker kept = poll(shard);
    return kept != null ? kept : create.get();
  }

  private synchronized ShardWorker poll(int shard) {
    Deque<SoftReference<ShardWorker>> workers = idle.getOrDefault(shard, new ArrayDeque<>());
    while (!workers.isEmpty()) {
      ShardWorker worker = workers.pop().get();
      if (worker != null) {
        return worker;
      }
    }
    return null;
  }

  /** Takes back a worker whose task succeeded; one that failed must not come back. */
  synchronized void giveBack(int shard, ShardWorker worker) {
    idle.computeIfAbsent(shard, key -> new ArrayDeque<>()).push(new SoftReference<>(worker));
  }
}
