package rondo.task;

import java.io.IOException;
import rondo.data.Batches;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.model.CounterRandom;
import rondo.round.Machine;
import rondo.round.RoundSpec;
import rondo.round.ShardInfo;
import rondo.round.ShardWorker;
import rondo.train.MetricKind;
import rondo.train.TrainSpec;

/**
 * One shard of the data, read once and packed: what is cached, and what a worker is made of.
 *
 * <p>Thread use: read only.
 */
public final class PackedShard {
  public final int shard;
  public final SequenceStore train;
  public final SequenceStore validation;
  public final SequenceStore test;

  public PackedShard(int shard, SequenceStore train, SequenceStore validation, SequenceStore test) {
    this.shard = shard;
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /**
   * Reads and packs a shard.
   *
   * @throws IOException if the input cannot be read
   */
  public static PackedShard read(ShardReader reader, int shard, int shards) throws IOException {
    return new PackedShard(
        shard,
        reader.read(Split.TRAIN, shard, shards),
        reader.read(Split.VALIDATION, shard, shards),
        reader.read(Split.TEST, shard, shards));
  }

  /** Its size. */
  public ShardInfo info(ShardReader reader, TrainSpec spec) {
    Batches learned = batches(reader, train, Split.TRAIN, spec);
    int held =
        Math.max(
            batches(reader, validation, Split.VALIDATION, spec).maxRows(),
            batches(reader, test, Split.TEST, spec).maxRows());
    return new ShardInfo(
        shard,
        learned.stepsPerEpoch(),
        train.timeSteps(),
        validation.timeSteps(),
        test.timeSteps(),
        Math.max(learned.maxRows(), held),
        CounterRandom.key(
            CounterRandom.key(train.fingerprint(), validation.fingerprint()), test.fingerprint()));
  }

  /** A worker on this shard, with buffers of its own. */
  public ShardWorker worker(
      ShardReader reader, MetricKind metric, TrainSpec spec, RoundSpec rounds, Machine machine) {
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

  private static Batches batches(
      ShardReader reader, SequenceStore store, Split split, TrainSpec spec) {
    return reader.batches(store, split, spec.batch(), spec.truncate(), spec.seed());
  }
}
