/**
 * Tables of sequences as they are staged for a run: typed values, cut into shards, sorted. Written
 * by whatever reads the input (Spark SQL), read by tasks as often as they like.
 */
package rondo.table;
