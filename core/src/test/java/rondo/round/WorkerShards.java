package rondo.round;

import java.util.ArrayList;
import java.util.List;
import rondo.data.Batches;
import rondo.data.Split;
import rondo.kernel.KernelProvider;
import rondo.metric.Metric;
import rondo.parallel.Parallel;
import rondo.train.Evaluation;
import rondo.train.GradientFlow;
import rondo.train.TrainSpec;

/** Shards given as batches, in this JVM; returns updates last shard first, as Spark may. */
class WorkerShards implements ShardRunner {
  private final List<ShardWorker> workers = new ArrayList<>();
  private final List<ShardInfo> infos = new ArrayList<>();
  private final SyncStrategy.Payload payload;

  WorkerShards(List<? extends Batches> shards, TrainSpec train, RoundSpec rounds) {
    Batches none = new RaggedTokens(List.of());
    payload = SyncStrategy.of(rounds, train).payload();
    for (Batches batches : shards) {
      int id = workers.size();
      infos.add(new ShardInfo(id, batches.stepsPerEpoch(), batches.maxRows(), 0, 0, 0, 0));
      workers.add(
          new ShardWorker(
              id,
              batches,
              none,
              none,
              train,
              rounds,
              Metric.none(),
              KernelProvider.choice().kernels(),
              Parallel.single()));
    }
  }

  @Override
  public List<ShardInfo> shards() {
    return infos;
  }

  @Override
  public int concurrentShards() {
    return 1;
  }

  @Override
  public RoundResult run(RoundInput input) {
    List<RoundUpdate> updates = new ArrayList<>();
    for (int shard = 0; shard < workers.size(); shard++) {
      updates.add(0, workers.get(shard).run(inputOf(shard, input)));
    }
    return new RoundResult(RoundSum.of(updates, payload), 0);
  }

  /** What a shard gets to see. */
  RoundInput inputOf(int shard, RoundInput input) {
    return input;
  }

  @Override
  public Metric metric() {
    return Metric.none();
  }

  @Override
  public Evaluation evaluate(float[] parameters, Split split) {
    Evaluation sum = Evaluation.NONE;
    for (ShardWorker worker : workers) {
      sum = sum.plus(worker.evaluate(parameters, split));
    }
    return sum;
  }

  @Override
  public GradientFlow gradientFlow(float[] parameters) {
    return workers.get(0).gradientFlow(parameters);
  }

  @Override
  public void close() {
    workers.clear();
  }
}
