/**
 * Data as the network takes it: files as one space of bytes, sequences packed into shards, and
 * ragged batches that depend on nothing but data, seed, epoch and step.
 */
package rondo.data;
