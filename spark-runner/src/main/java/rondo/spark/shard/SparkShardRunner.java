package rondo.spark.shard;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import rondo.data.Split;
import rondo.metric.Metric;
import rondo.round.RoundInput;
import rondo.round.RoundResult;
import rondo.round.RoundSize;
import rondo.round.RoundSpec;
import rondo.round.RoundSum;
import rondo.round.RoundUpdate;
import rondo.round.ShardInfo;
import rondo.round.ShardRunner;
import rondo.round.ShardWorker;
import rondo.round.SyncStrategy;
import rondo.task.PreparedTask;
import rondo.train.Evaluation;
import rondo.train.GradientFlow;
import rondo.train.TrainSpec;

/**
 * Shards on Spark executors. A round is one broadcast and one job with a task for every shard,
 * which brings the state of that shard's streams, and whose results are collected in the order of
 * shards; the driver keeps all state of the training, so an executor that dies costs the tasks it
 * was running and nothing else.
 *
 * <p>What a task throws reaches the caller as if it had been thrown here; when the cluster itself
 * fails, that is a {@link rondo.error.RondoException} with exit code CLUSTER.
 */
public final class SparkShardRunner implements ShardRunner {
  private final JavaSparkContext spark;
  private final RoundSpec rounds;
  private final Metric metric;
  private final UUID run;
  private final Broadcast<ShardJob> job;
  private final ShardedDataset dataset;
  private final SyncStrategy.Payload payload;
  private final int slices; // 1: the driver adds updates up
  private List<ShardInfo> infos; // read at the first call

  // Reachable until the next one, for its blocks are removed in the background: if it were garbage,
  // Spark's cleaner would remove them too, and the slower of both would log that they are gone.
  @SuppressWarnings("UnusedVariable")
  private Broadcast<?> destroyed;

  /**
   * Uses a context that it does not close.
   *
   * @throws rondo.error.RondoException CONFIG if the context lacks what {@link SparkSettings} sets
   */
  public SparkShardRunner(
      JavaSparkContext spark, PreparedTask task, TrainSpec train, RoundSpec rounds) {
    SparkSettings.require(spark.getConf());
    this.spark = spark;
    this.rounds = rounds;
    this.metric = task.metric();
    ShardJob description = new ShardJob(task.reader(), task.metric(), train, rounds);
    this.run = description.run();
    this.job = TaskFailures.unwrapped(() -> spark.broadcast(description));
    this.dataset = new ShardedDataset(spark, job);
    this.payload = SyncStrategy.of(rounds, train).payload();
    this.slices =
        SlicedReduce.slices(rounds, RoundSize.of(train, rounds).updateBytes(), spark.isLocal());
  }

  @Override
  public List<ShardInfo> shards() {
    if (infos == null) {
      infos = NamedJobs.run(spark, "reading the data", dataset::infos);
    }
    return infos;
  }

  @Override
  public int concurrentShards() {
    int cores = Executors.cores(spark).all(); // now: executors come and go
    int slots = cores / spark.getConf().getInt("spark.task.cpus", 1);
    return Math.max(1, Math.min(slots, rounds.shards()));
  }

  @Override
  public RoundResult run(RoundInput input) {
    long start = System.nanoTime();
    return withBroadcast(
        name(input),
        input.common(),
        sent -> {
          double seconds = (System.nanoTime() - start) * 1e-9;
          JavaRDD<RoundUpdate> updates =
              ShardTask.onEvery(
                  dataset.rdd(),
                  states(input),
                  job,
                  (worker, state) -> update(worker, sent, state));
          return new RoundResult(sum(updates), seconds);
        });
  }

  /** Not in the broadcast: no executor needs the state of the shards of others. */
  private JavaRDD<ShardState> states(RoundInput input) {
    List<ShardState> states =
        IntStream.range(0, rounds.shards())
            .mapToObj(shard -> new ShardState(shard, input.carried.get(shard)))
            .toList();
    return spark.parallelize(states, states.size());
  }

  private static RoundUpdate update(
      ShardWorker worker, Broadcast<RoundInput> sent, ShardState state) {
    long start = System.nanoTime();
    RoundInput common = sent.value(); // comes over the network if it is not here yet
    long nanos = System.nanoTime() - start;
    return worker.run(common.forShard(state.shard(), state.carried())).fetchedIn(nanos);
  }

  private RoundSum sum(JavaRDD<RoundUpdate> updates) {
    return slices == 1
        ? RoundSum.of(updates.collect(), payload)
        : SlicedReduce.run(spark, updates, slices, payload);
  }

  /** As people count: from 1, and both ends are in. */
  private static String name(RoundInput input) {
    long first = input.firstStep + 1;
    long last = input.firstStep + input.steps;
    return String.format(
        Locale.ROOT,
        first == last ? "round %d: step %d of %4$d" : "round %d: steps %d to %d of %d",
        input.round + 1,
        first,
        last,
        input.totalSteps);
  }

  @Override
  public Metric metric() {
    return metric;
  }

  @Override
  public Evaluation evaluate(float[] parameters, Split split) {
    List<Evaluation> parts =
        withBroadcast(
            "evaluation on " + split.name().toLowerCase(Locale.ROOT) + " data",
            parameters,
            sent -> onEveryShard(worker -> worker.evaluate(sent.value(), split)).collect());
    return parts.stream().reduce(Evaluation.NONE, Evaluation::plus);
  }

  @Override
  public GradientFlow gradientFlow(float[] parameters) {
    OptionalInt first =
        shards().stream()
            .filter(info -> info.stepsPerEpoch() > 0)
            .mapToInt(ShardInfo::shard)
            .findFirst();
    if (first.isEmpty()) {
      return null;
    }
    return withBroadcast(
        "gradient flow",
        parameters,
        sent ->
            onEveryShard(worker -> worker.gradientFlow(sent.value()))
                .collectPartitions(new int[] {first.getAsInt()})[0]
                .get(0));
  }

  /** One result a shard, in the order of shards: partition i is shard i. */
  private <R> JavaRDD<R> onEveryShard(ShardTask<R> task) {
    return ShardTask.onEvery(dataset.rdd(), job, task);
  }

  /** Runs a job that reads {@code value}, and then takes it away from the executors. */
  private <T, R> R withBroadcast(String name, T value, Function<Broadcast<T>, R> action) {
    return NamedJobs.run(
        spark,
        name,
        () -> {
          Broadcast<T> sent = spark.broadcast(value);
          try {
            return action.apply(sent);
          } finally {
            destroy(sent);
          }
        });
  }

  private void destroy(Broadcast<?> broadcast) {
    if (!spark.sc().isStopped()) { // else it is gone, and this would hide why
      broadcast.destroy();
      destroyed = broadcast;
    }
  }

  @Override
  public void close() {
    if (!spark.sc().isStopped()) {
      dataset.close();
    }
    ShardJob.close(run); // in local mode the executor is this JVM, and can be told at once
    destroy(job);
  }
}
