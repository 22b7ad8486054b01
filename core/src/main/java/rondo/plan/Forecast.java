package rondo.plan;

import java.util.List;
import rondo.round.MeasuredSteps;
import rondo.round.RoundSize;
import rondo.round.RoundSpec;
import rondo.round.RunPlan;
import rondo.round.ShardInfo;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * What a run on so many executors is expected to take. Seconds are those of rounds, as in {@code
 * metrics.jsonl}: without evaluation, checkpoints and the start of Spark.
 *
 * @param executors machines, or processes, each of which computes one shard at a time
 * @param shards slices of the data
 * @param localSteps H of the rounds after the warm-up
 * @param advisedLocalSteps the H that {@code local-steps = auto} would find: the smallest with
 *     which sync is a tenth of a round or less, 4 to 64; 1 with gradient averaging
 * @param slices that updates are cut into; 1: the driver adds them up
 * @param roundSeconds of a round of H steps
 * @param syncSeconds of a round, beside its steps
 * @param syncShare of sync in the seconds of an epoch
 * @param epochSeconds of an epoch after the warm-up
 * @param rounds of the run
 * @param runSeconds of the run, warm-up included
 * @param timeStepsPerSecond of all executors, in an epoch after the warm-up
 * @param bytesDown on the wire in a round, to all executors
 * @param bytesUp on the wire in a round: updates, and sums where there are slices
 * @param driverBytes heap that the driver needs, at least
 * @param executorBytes heap that a shard needs while it is computed
 */
public record Forecast(
    int executors,
    int shards,
    int localSteps,
    int advisedLocalSteps,
    int slices,
    double roundSeconds,
    double syncSeconds,
    double syncShare,
    double epochSeconds,
    long rounds,
    double runSeconds,
    double timeStepsPerSecond,
    long bytesDown,
    long bytesUp,
    long driverBytes,
    long executorBytes) {

  /**
   * What is to be forecast.
   *
   * @param rounds with the number of shards that the run would have
   * @param executors at least 1
   * @param slices as the runner would choose them
   * @param sample some of the shards, or all: sizes of a run are taken from their largest
   * @param step of one shard, on an executor that has nothing else to do
   */
  public record Question(
      TrainSpec train,
      RoundSpec rounds,
      int executors,
      int slices,
      List<ShardInfo> sample,
      StepCost step) {}

  /**
   * The forecast.
   *
   * @throws IllegalArgumentException if all shards of the sample are empty
   */
  public static Forecast of(Question asked, SyncCosts costs, Bandwidth bandwidth) {
    RoundSpec rounds = asked.rounds();
    int shards = rounds.shards();
    int working = Math.min(asked.executors(), shards);
    int waves = SyncWork.waves(shards, working);
    RoundSize size = RoundSize.of(asked.train(), rounds);
    SyncWork work = SyncWork.of(size, shards, working, asked.slices());
    double sync = costs.seconds(work, bandwidth);
    int advised =
        rounds.strategy() == RoundSpec.Strategy.GRADIENT_AVERAGING
            ? 1
            : MeasuredSteps.localSteps(sync / (waves * asked.step().seconds()));
    int steps = rounds.localSteps() == RoundSpec.MEASURED ? advised : rounds.localSteps();
    RunPlan plan =
        RunPlan.of(
            asked.sample(), (int) size.parameters(), asked.train().epochs(), with(rounds, steps));
    if (plan.totalSteps() == 0) {
      throw new IllegalArgumentException("got shards without data, expected at least one with");
    }
    Rounds epoch = new Rounds(asked.step(), waves, working, sync);
    double perEpoch = Math.ceil((double) plan.stepsPerEpoch() / steps);
    double epochSeconds = perEpoch * epoch.seconds(plan.stepsPerEpoch() / perEpoch);
    boolean sliced = asked.slices() > 1;
    return new Forecast(
        asked.executors(),
        shards,
        steps,
        advised,
        asked.slices(),
        epoch.seconds(Math.min(steps, plan.stepsPerEpoch())),
        sync,
        perEpoch * sync / epochSeconds,
        epochSeconds,
        plan.totalRounds(),
        plan.totalRounds() * epoch.seconds((double) plan.totalSteps() / plan.totalRounds()),
        shards * rows(asked.sample()) * plan.stepsPerEpoch() / epochSeconds,
        work.broadcastBytes() * working + size.stateBytes() * shards,
        work.shuffleBytes() + work.resultBytes(),
        work.resultBytes() + size.driverBytes(shards, sliced),
        Sizing.bytes(asked.train(), ShardInfo.maxRows(asked.sample())));
  }

  /** The same rounds with a given H. */
  private static RoundSpec with(RoundSpec rounds, int localSteps) {
    return new RoundSpec(
        rounds.strategy(),
        rounds.shards(),
        localSteps,
        rounds.inner(),
        rounds.outer(),
        rounds.wire(),
        rounds.reduce(),
        rounds.warmup(),
        rounds.badUpdates());
  }

  /** Mean time steps of a batch of a shard; an empty shard has batches of none. */
  private static double rows(List<ShardInfo> sample) {
    return sample.stream()
        .mapToDouble(
            info ->
                info.stepsPerEpoch() == 0 ? 0 : (double) info.timeSteps() / info.stepsPerEpoch())
        .average()
        .orElse(0);
  }

  /** Rounds on executors that each compute {@code waves} shards, one after the other. */
  private record Rounds(StepCost step, int waves, int executors, double sync) {
    double seconds(double localSteps) {
      return step.slowest(localSteps * waves, executors) + sync;
    }
  }

  /** Throughput of each executor, as a fraction of that of one alone. */
  public double efficiency(Forecast one) {
    return timeStepsPerSecond / (executors * (one.timeStepsPerSecond / one.executors));
  }
}
