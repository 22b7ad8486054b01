package rondo.spark.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.task.ShardReader;

/**
 * Shards on which a fault is met in the middle of a round, with the second local step of a task. It
 * writes down which shard is read.
 *
 * @param least local steps an epoch of a shard that it is met on
 */
record FaultyShards(ShardReader reader, Fault fault, int least) implements ShardReader {
  private static final String READS = "reads";

  /** How often the training data of a shard was read, by all executors together. */
  static long reads(Path folder, int shard) throws IOException {
    return Files.readAllLines(folder.resolve(READS)).stream()
        .filter(line -> line.equals(Integer.toString(shard)))
        .count();
  }

  @Override
  public SequenceLayout layout() {
    return reader.layout();
  }

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    if (split == Split.TRAIN) {
      Files.writeString(
          Path.of(fault.folder(), READS),
          shard + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    reader.read(split, shard, shards, sink);
  }

  @Override
  public Batches batches(Sequences sequences, Split split, int batch, int truncate, long seed) {
    Batches batches = reader.batches(sequences, split, batch, truncate, seed);
    return split == Split.TRAIN
            && fault.kind() != Fault.Kind.KILL_OTHERS
            && batches.stepsPerEpoch() >= least
        ? new Trapped(batches, fault)
        : batches;
  }

  private static final class Trapped implements Batches {
    private final Batches batches;
    private final Fault fault;
    private int seen;

    Trapped(Batches batches, Fault fault) {
      this.batches = batches;
      this.fault = fault;
    }

    @Override
    public Batch batch(int epoch, int step) {
      if (fault.isArmed() && ++seen == 2) {
        fault.meet();
      }
      return batches.batch(epoch, step);
    }

    @Override
    public int stepsPerEpoch() {
      return batches.stepsPerEpoch();
    }

    @Override
    public boolean carriesState(int step) {
      return batches.carriesState(step);
    }

    @Override
    public int maxRows() {
      return batches.maxRows();
    }

    @Override
    public int maxBatchSize() {
      return batches.maxBatchSize();
    }
  }
}
