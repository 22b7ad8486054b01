package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import rondo.data.Batches;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceSink;
import rondo.data.SequenceStore;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.CounterRandom;

/**
 * Shards of generated sequences. Each sequence depends on the seed, its split and its number there
 * alone, so the number of shards does not change the data.
 *
 * @param name of the task
 * @param layout of the sequences
 * @param generator makes the sequences
 */
record GeneratedReader(
    String name, DataSpec data, long seed, SequenceLayout layout, Generator generator)
    implements ShardReader {
  private static final int BLOCK = 1 << 16; // time steps that are generated at a time, about
  private static final int DATA = 0x64617461; // tells these random numbers from others of the seed

  /** Makes sequences from random numbers. */
  interface Generator extends Serializable {
    /**
     * The sequences {@code from} to {@code to} - 1 of a split.
     *
     * @param key of the split's random numbers
     */
    SequenceStore generate(long key, int from, int to);
  }

  /** Sequences of a split. */
  int size(Split split) {
    int validation = (int) Math.round(data.examples() * data.validation());
    int test = (int) Math.round(data.examples() * data.test());
    return switch (split) {
      case TRAIN -> Math.max(0, data.examples() - validation - test);
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  @Override
  public void read(Split split, int shard, int shards, SequenceSink sink) throws IOException {
    long size = size(split);
    long key = CounterRandom.key(CounterRandom.key(seed, DATA), split.ordinal());
    int end = (int) (size * (shard + 1) / shards);
    int block = Math.max(1, BLOCK / Math.max(1, data.length()));
    for (int from = (int) (size * shard / shards); from < end; from += block) {
      sink.add(generator.generate(key, from, Math.min(end, from + block)));
    }
  }

  @Override
  public Batches batches(Sequences sequences, Split split, int batch, int truncate, long order) {
    requireWhole(name, truncate);
    EpochOrder epochs = split == Split.TRAIN ? new ShuffledOrder(order) : EpochOrder.STORED;
    return new ExampleBatches(sequences, batch, epochs);
  }

  /** Refuses what makes no sense for a task that generates its data. */
  static void require(String name, TaskContext context, int leastLength, int mostLength) {
    DataSpec data = context.data();
    if (data.path() != null) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.path: got " + data.path() + ", expected none: " + name + " generates its data");
    }
    if (data.examples() < 1) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.examples: got "
              + data.examples()
              + ", expected how many sequences "
              + name
              + " generates, at least 1");
    }
    if (data.length() < leastLength || data.length() > mostLength) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.length: got "
              + data.length()
              + ", expected "
              + (mostLength == 0
                  ? "0: the grammar sets the lengths of " + name
                  : leastLength + " to " + mostLength + " time steps of a sequence"));
    }
    requireWhole(name, context.truncate());
  }

  /** Refuses to cut sequences that are independent of each other. */
  static void requireWhole(String name, int truncate) {
    if (truncate > 0) {
      throw new RondoException(
          ExitCode.CONFIG,
          "training.truncate: got "
              + truncate
              + ", expected 0: the sequences of "
              + name
              + " are independent of each other and are learned whole");
    }
  }
}
