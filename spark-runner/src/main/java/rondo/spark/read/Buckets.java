package rondo.spark.read;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * The parts that the rows of a shard are sorted in, one after the other: each has those whose hash
 * is in a range, and is small enough to be sorted in memory. How many there are makes no difference
 * to what comes out.
 *
 * @param bits of a hash that tell the bucket
 */
record Buckets(int shards, int bits) implements PartitionCoalescer, Serializable {
  private static final int MOST_BITS = 10;
  private static final int MOST_PARTITIONS = 1 << 14; // each costs a map task some memory

  /**
   * As many as a source needs.
   *
   * @param bytes of the files; unknown ones may be very large
   * @param most bytes of a bucket
   */
  static Buckets of(int shards, double bytes, long most) {
    int bits = 0;
    while (bits < MOST_BITS
        && (double) most * shards * (1L << bits) < bytes
        && (long) shards << (bits + 1) <= MOST_PARTITIONS) {
      bits++;
    }
    return new Buckets(shards, bits);
  }

  /** Partitions of all shards. */
  int partitions() {
    return shards << bits;
  }

  /**
   * The partition of a row: those of a shard are next to each other, in the order of hashes.
   *
   * @param shard a whole number
   * @param hash of 64 bits
   */
  Column partition(Column shard, Column hash) {
    Column bucket = bits == 0 ? lit(0L) : shiftright(hash, Long.SIZE - bits).plus(1L << (bits - 1));
    return shard.multiply(1L << bits).plus(bucket).cast(DataTypes.IntegerType);
  }

  /** The partitions of each shard, for Spark. */
  @Override
  public PartitionGroup[] coalesce(int most, RDD<?> parent) {
    Partition[] all = parent.partitions();
    List<PartitionGroup> groups = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      PartitionGroup group = new PartitionGroup(Option.empty());
      for (int part = shard << bits; part < (shard + 1) << bits; part++) {
        group.partitions().append(all[part]);
      }
      groups.add(group);
    }
    return groups.toArray(PartitionGroup[]::new);
  }
}
