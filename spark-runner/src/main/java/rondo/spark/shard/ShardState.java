package rondo.spark.shard;

/**
 * What one shard's task gets beside the round's broadcast, and no other task.
 *
 * @param carried the state that the shard's streams begin with, or null
 */
record ShardState(int shard, float[] carried) {}
