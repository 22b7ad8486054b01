/**
 * Rounds as Spark jobs: {@link rondo.spark.shard.SparkShardRunner}. It moves parameters and does
 * not know what they mean: the arithmetic is in core.
 */
package rondo.spark.shard;
