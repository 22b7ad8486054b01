/**
 * Tables on their way in: read with Spark SQL, checked, split, sorted into shards and staged as
 * files that everything after reads alone.
 */
package rondo.spark.read;
