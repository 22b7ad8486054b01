package rondo.spark.shard;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import rondo.round.ShardInfo;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The shards of a run on the executors: partition i is shard i and holds one {@link CachedShard},
 * read by the executor, cached serialized in memory and on disk; what is too large for memory is in
 * pages on the executor's disk instead. What is in a shard depends on its number alone; nothing is
 * ever repartitioned, so executors that come and go change only where a shard lies. A shard that is
 * lost with its executor is read again.
 */
final class ShardedDataset implements AutoCloseable {
  private static final ClassTag<Integer> INTEGER = ClassTag$.MODULE$.apply(Integer.class);

  private final JavaRDD<CachedShard> rdd;
  private final Broadcast<ShardJob> job;

  ShardedDataset(JavaSparkContext spark, Broadcast<ShardJob> job) {
    this.job = job;
    int shards = job.value().shards();
    Broadcast<ShardJob> handle = job;
    this.rdd =
        ids(spark, shards)
            .map(shard -> TaskFailures.inTask(() -> handle.value().read(shard)))
            .setName("shards")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
  }

  /** Shard ids, one a partition, dealt out to the executors in turn. */
  private static JavaRDD<Integer> ids(JavaSparkContext spark, int shards) {
    List<String> places = Executors.locations(spark, shards);
    List<Tuple2<Integer, Seq<String>>> ids = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      List<String> place =
          places.isEmpty() ? List.of() : List.of(places.get(shard % places.size()));
      ids.add(Tuple2.apply(shard, CollectionConverters.asScala(place).toSeq()));
    }
    return JavaRDD.fromRDD(
        spark.sc().makeRDD(CollectionConverters.asScala(ids).toSeq(), INTEGER), INTEGER);
  }

  JavaRDD<CachedShard> rdd() {
    return rdd;
  }

  /** Sizes by shard id. The first call reads and caches the shards: a partition is cached whole. */
  List<ShardInfo> infos() {
    Broadcast<ShardJob> handle = job; // a task must not capture this
    return rdd.map(shard -> TaskFailures.inTask(() -> handle.value().info(shard))).collect();
  }

  /** Drops what is cached. */
  @Override
  public void close() {
    rdd.unpersist(false);
  }
}
