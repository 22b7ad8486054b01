package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.SequenceStore;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.pages.Storage;

/**
 * Reads or generates one shard of a task's data, on whichever machine works on it. A pure function:
 * the same arguments give the same sequences on every machine, at every retry.
 */
public interface ShardReader extends Serializable {
  /** Which numbers its sequences consist of. */
  SequenceLayout layout();

  /**
   * Sequences that were left out after they were read, as JSON, one object a line, where they are
   * to be written down; known on the machine that has prepared the task.
   */
  default List<String> rejected() {
    return List.of();
  }

  /**
   * Gives the part of {@code split} that belongs to shard {@code shard} of {@code shards} to {@code
   * sink}, piece by piece; it may be empty.
   *
   * @throws IOException if the input cannot be read
   */
  void read(Split split, int shard, int shards, SequenceSink sink) throws IOException;

  /**
   * The same in memory, whatever that takes.
   *
   * @throws RondoException CONFIG if it is more than a few arrays can hold
   */
  default SequenceStore read(Split split, int shard, int shards) throws IOException {
    try (Storage memory = Storage.ofThisJvm(Long.MAX_VALUE)) {
      Sequences packed =
          memory
              .space("shard " + shard)
              .pack(split.name(), layout(), sink -> read(split, shard, shards, sink));
      if (packed instanceof SequenceStore store) {
        return store;
      }
      throw new RondoException(
          ExitCode.CONFIG,
          "One of "
              + shards
              + " shards has "
              + packed.timeSteps()
              + " time steps, expected fewer, to have it in memory; give less data");
    }
  }

  /**
   * How sequences become batches: in training with {@code batch} sequences (or streams) and
   * truncation after {@code truncate} time steps, in the order of {@code seed}; for evaluation in
   * stored order.
   */
  Batches batches(Sequences sequences, Split split, int batch, int truncate, long seed);
}
