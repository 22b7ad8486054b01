package rondo.spark;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import rondo.round.ShardInfo;
import rondo.task.PackedShard;

/**
 * The shards of a run on the executors: partition i is shard i and holds one {@link PackedShard},
 * read by the executor, cached serialized in memory and on disk. What is in a shard depends on its
 * number alone; nothing is ever repartitioned, so executors that come and go change only where a
 * shard lies. A shard that is lost with its executor is read again.
 */
final class ShardedDataset implements AutoCloseable {
  private final JavaRDD<PackedShard> rdd;
  private final Broadcast<ShardJob> job;

  ShardedDataset(JavaSparkContext spark, Broadcast<ShardJob> job) {
    this.job = job;
    int shards = job.value().shards();
    List<Integer> ids = IntStream.range(0, shards).boxed().toList();
    Broadcast<ShardJob> handle = job;
    this.rdd =
        spark
            .parallelize(ids, shards)
            .map(shard -> PackedShard.read(handle.value().reader(), shard, shards))
            .setName("shards")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
  }

  JavaRDD<PackedShard> rdd() {
    return rdd;
  }

  /** Sizes by shard id. The first call reads and caches the shards: a partition is cached whole. */
  List<ShardInfo> infos() {
    Broadcast<ShardJob> handle = job; // a task must not capture this
    return rdd.map(shard -> shard.info(handle.value().reader(), handle.value().train())).collect();
  }

  /** Drops what is cached. */
  @Override
  public void close() {
    rdd.unpersist(false);
  }
}
