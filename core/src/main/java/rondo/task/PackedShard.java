package rondo.task;

import java.io.IOException;
import java.util.Locale;
import rondo.data.Batches;
import rondo.data.Sequences;
import rondo.data.Split;
import rondo.metric.Metric;
import rondo.model.CounterRandom;
import rondo.pages.Space;
import rondo.round.Machine;
import rondo.round.RoundSpec;
import rondo.round.ShardInfo;
import rondo.round.ShardWorker;
import rondo.train.TrainSpec;

/**
 * One shard of the data, read once and packed: what a worker is made of.
 *
 * <p>Thread use: read only.
 */
public final class PackedShard {
  public final int shard;
  public final Sequences train;
  public final Sequences validation;
  public final Sequences test;

  public PackedShard(int shard, Sequences train, Sequences validation, Sequences test) {
    this.shard = shard;
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /**
   * Reads and packs a shard, which can be read for as long as {@code space} is open.
   *
   * @throws IOException if the input cannot be read
   * @throws rondo.error.RondoException IO if there is no room for it
   */
  public static PackedShard read(ShardReader reader, int shard, int shards, Space space)
      throws IOException {
    return new PackedShard(
        shard,
        pack(reader, Split.TRAIN, shard, shards, space),
        pack(reader, Split.VALIDATION, shard, shards, space),
        pack(reader, Split.TEST, shard, shards, space));
  }

  private static Sequences pack(ShardReader reader, Split split, int shard, int shards, Space space)
      throws IOException {
    return space.pack(
        split.name().toLowerCase(Locale.ROOT),
        reader.layout(),
        sink -> reader.read(split, shard, shards, sink));
  }

  /** Its size. */
  public ShardInfo info(ShardReader reader, TrainSpec spec) {
    Batches learned = batches(reader, train, Split.TRAIN, spec);
    Batches picking = batches(reader, validation, Split.VALIDATION, spec);
    Batches testing = batches(reader, test, Split.TEST, spec);
    return new ShardInfo(
        shard,
        learned.stepsPerEpoch(),
        learned.timeSteps(train.timeSteps()),
        picking.timeSteps(validation.timeSteps()),
        testing.timeSteps(test.timeSteps()),
        Math.max(learned.maxRows(), Math.max(picking.maxRows(), testing.maxRows())),
        CounterRandom.key(
            CounterRandom.key(train.fingerprint(), validation.fingerprint()), test.fingerprint()));
  }

  /** A worker on this shard, with buffers of its own. */
  public ShardWorker worker(
      ShardReader reader, Metric metric, TrainSpec spec, RoundSpec rounds, Machine machine) {
    return new ShardWorker(
        shard,
        batches(reader, train, Split.TRAIN, spec),
        batches(reader, validation, Split.VALIDATION, spec),
        batches(reader, test, Split.TEST, spec),
        spec,
        rounds,
        metric,
        machine.kernels(),
        machine.parallel());
  }

  private static Batches batches(ShardReader reader, Sequences store, Split split, TrainSpec spec) {
    return reader.batches(store, split, spec.batch(), spec.truncate(), spec.seed());
  }
}
