package rondo.spark.shard;

import rondo.task.PackedShard;

/**
 * What Spark caches of a shard: all of it, if it is in memory; only its number, if it is in pages,
 * which are on the disk of the executor that read it and mean nothing elsewhere.
 *
 * @param packed null if it is in pages
 */
record CachedShard(int shard, PackedShard packed) {}
