package rondo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import rondo.data.Split;
import rondo.kernel.Kernels;
import rondo.metric.Metric;
import rondo.pages.Space;
import rondo.pages.Storage;
import rondo.parallel.Parallel;
import rondo.round.Machine;
import rondo.round.RoundInput;
import rondo.round.RoundResult;
import rondo.round.RoundSpec;
import rondo.round.RoundSum;
import rondo.round.RoundUpdate;
import rondo.round.ShardInfo;
import rondo.round.ShardRunner;
import rondo.round.ShardWorker;
import rondo.round.SyncStrategy;
import rondo.task.PackedShard;
import rondo.task.PreparedTask;
import rondo.train.Evaluation;
import rondo.train.GradientFlow;
import rondo.train.TrainSpec;

/**
 * All shards in this JVM, one after the other, each spread over the threads of {@link Parallel}:
 * the reference for every other runner.
 */
public final class LocalShardRunner implements ShardRunner {
  private final PreparedTask task;
  private final TrainSpec train;
  private final RoundSpec rounds;
  private final Machine machine;
  private final List<ShardInfo> infos = new ArrayList<>();
  private final List<ShardWorker> workers = new ArrayList<>(); // read at the first call
  private final List<Space> spaces = new ArrayList<>();
  private final Storage storage;

  /** Does not close {@code parallel}. */
  public LocalShardRunner(
      PreparedTask task, TrainSpec train, RoundSpec rounds, Kernels kernels, Parallel parallel) {
    this(task, train, rounds, kernels, parallel, Storage.ofThisJvm());
  }

  /**
   * Does not close {@code parallel}.
   *
   * @param storage takes the packed data; closed with this runner
   */
  public LocalShardRunner(
      PreparedTask task,
      TrainSpec train,
      RoundSpec rounds,
      Kernels kernels,
      Parallel parallel,
      Storage storage) {
    this.storage = storage;
    this.task = task;
    this.train = train;
    this.rounds = rounds;
    this.machine = new Machine(kernels, parallel, kernels.name());
  }

  private List<ShardWorker> workers() {
    for (int shard = workers.size(); shard < rounds.shards(); shard++) {
      try {
        Space space = storage.space("shard " + shard);
        spaces.add(space);
        PackedShard packed = PackedShard.read(task.reader(), shard, rounds.shards(), space);
        infos.add(packed.info(task.reader(), train));
        workers.add(packed.worker(task.reader(), task.metric(), train, rounds, machine));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return workers;
  }

  @Override
  public List<ShardInfo> shards() {
    workers();
    return List.copyOf(infos);
  }

  @Override
  public int concurrentShards() {
    return 1;
  }

  @Override
  public RoundResult run(RoundInput input) {
    List<RoundUpdate> updates = workers().stream().map(worker -> worker.run(input)).toList();
    return new RoundResult(RoundSum.of(updates, SyncStrategy.of(rounds, train).payload()), 0);
  }

  @Override
  public Metric metric() {
    return task.metric();
  }

  @Override
  public Evaluation evaluate(float[] parameters, Split split) {
    Evaluation sum = Evaluation.NONE;
    for (ShardWorker worker : workers()) {
      sum = sum.plus(worker.evaluate(parameters, split));
    }
    return sum;
  }

  @Override
  public GradientFlow gradientFlow(float[] parameters) {
    for (ShardWorker worker : workers()) {
      GradientFlow flow = worker.gradientFlow(parameters);
      if (flow != null) {
        return flow;
      }
    }
    return null;
  }

  @Override
  public void close() {
    workers.clear();
    infos.clear();
    spaces.forEach(Space::close);
    spaces.clear();
    storage.close();
  }
}
