package rondo.spark.read;

import java.io.Serializable;

/**
 * How much is sorted in memory. Nothing but time and memory depends on it.
 *
 * @param bucketBytes of a bucket of a shard as they are in the files, whose rows take several times
 *     as many in memory
 * @param sequenceBytes rows of a sequence that are in an array; more are in Spark's sorter
 */
record SortLimits(long bucketBytes, int sequenceBytes) implements Serializable {
  static final SortLimits USUAL = new SortLimits(32L << 20, 64 << 20);
}
