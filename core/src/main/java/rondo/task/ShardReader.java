package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import rondo.data.Batches;
import rondo.data.SequenceStore;
import rondo.data.Split;

/**
 * Reads or generates one shard of a task's data, on whichever machine works on it. A pure function:
 * the same arguments give the same store on every machine, at every retry.
 */
public interface ShardReader extends Serializable {
  /**
   * The part of {@code split} that belongs to shard {@code shard} of {@code shards}; may be empty.
   *
   * @throws IOException if the input cannot be read
   */
  SequenceStore read(Split split, int shard, int shards) throws IOException;

  /**
   * How a store becomes batches: in training with {@code batch} sequences (or streams) and
   * truncation after {@code truncate} time steps, in the order of {@code seed}; for evaluation in
   * stored order.
   */
  Batches batches(SequenceStore store, Split split, int batch, int truncate, long seed);
}
