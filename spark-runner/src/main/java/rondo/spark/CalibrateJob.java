package rondo.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.plan.Bandwidth;
import rondo.plan.CostFit;
import rondo.plan.SyncCosts;
import rondo.plan.SyncWork;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundMetrics;
import rondo.round.RoundSize;
import rondo.round.RoundSpec.Reduce;
import rondo.spark.shard.ExecutorRuntime;
import rondo.spark.shard.Executors;
import rondo.spark.shard.SlicedReduce;
import rondo.spark.shard.SparkShardRunner;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * Measures what rounds cost beside their local steps, on the cluster at hand and with the runner
 * that trains: rounds of one short step, with few and many shards, small and large models, added up
 * in the driver and in slices. Then fits {@link SyncCosts} to them.
 *
 * <p>Thread use: one run in one thread.
 */
public final class CalibrateJob {
  private static final int FEWEST_CORES = 4; // fewer do not tell tasks from stages
  private static final int[] SHARDS = {1, 2, 4, 8, 16, 32};
  private static final List<Integer> HIDDEN =
      List.of(256, 512, 1024); // 0.3, 1.1 and 4.2 million parameters
  private static final int PASSES = 2;
  private static final int[] SHARDS_OF_LARGE = {1, 2, 4};
  private static final int SMALL = 16;

  private final List<Integer> hidden;
  private final int rounds;
  private final Bandwidth bandwidth;
  private final Consumer<String> tell;

  /**
   * @param rounds of each kind; a third of them, in which code is compiled, does not count
   * @param bandwidth of the network between the executors, if there is one
   * @param tell takes lines for the user
   */
  public CalibrateJob(int rounds, Bandwidth bandwidth, Consumer<String> tell) {
    this(HIDDEN, rounds, bandwidth, tell);
  }

  /** With models of other sizes beside the smallest. */
  CalibrateJob(List<Integer> hidden, int rounds, Bandwidth bandwidth, Consumer<String> tell) {
    this.hidden = hidden;
    this.rounds = rounds;
    this.bandwidth = bandwidth;
    this.tell = tell;
  }

  /** A kind of rounds. */
  record Kind(int shards, int hidden, Reduce reduce) {}

  /** What was measured of a kind. */
  private record Measured(int shards, long parameters, int slices, CostFit.Sample sample) {}

  /**
   * Measures.
   *
   * @throws RondoException CONFIG if there are no executors of their own, or too few cores
   */
  public Calibration run() throws IOException {
    // One thread an executor: steps are short, and those of many shards at once must not fight.
    try (SparkHandle spark = SparkHandle.open("calibrate", Map.of(ExecutorRuntime.THREADS, "1"))) {
      JavaSparkContext context = spark.context();
      int executors = Executors.locations(context, SHARDS[SHARDS.length - 1]).size();
      int cores = context.isLocal() ? 0 : Executors.cores(context).all();
      if (executors == 0 || cores < FEWEST_CORES) {
        throw new RondoException(
            ExitCode.CONFIG,
            String.format(
                "spark.master: got %s with %d cores on executors, expected executors with at least"
                    + " %d together; pass --master 'local-cluster[2,4,1024]' or that of a cluster",
                context.getConf().get("spark.master"), cores, FEWEST_CORES));
      }
      return fitted(executors, cores, measured(context, executors, cores));
    }
  }

  /** Every kind twice, and the faster time counts: the first pass compiles code for the second. */
  private List<Measured> measured(JavaSparkContext context, int executors, int cores)
      throws IOException {
    List<Kind> kinds = kinds(cores, hidden);
    List<Measured> best = new ArrayList<>();
    for (int i = 0; i < PASSES * kinds.size(); i++) {
      int place = i % kinds.size();
      Measured now = measure(context, executors, kinds.get(place));
      tell.accept(
          String.format(
              Locale.ROOT,
              "%d of %d: %d shards, %,d parameters, %s: %.1f ms",
              i + 1,
              PASSES * kinds.size(),
              now.shards,
              now.parameters,
              now.slices == 1 ? "driver" : now.slices + " slices",
              1000 * now.sample.seconds()));
      if (place == i) {
        best.add(now);
      } else if (now.sample.seconds() < best.get(place).sample.seconds()) {
        best.set(place, now);
      }
    }
    return best;
  }

  /** All shards of a kind are computed at once: else a round would wait for more than its sync. */
  static List<Kind> kinds(int cores, List<Integer> hiddenSizes) {
    List<Kind> kinds = new ArrayList<>();
    for (int shards : SHARDS) {
      for (Reduce reduce : new Reduce[] {Reduce.DRIVER, Reduce.SLICED}) {
        if (shards <= cores && (shards > 1 || reduce == Reduce.DRIVER)) {
          kinds.add(new Kind(shards, SMALL, reduce));
        }
      }
    }
    for (int hidden : hiddenSizes) {
      for (int shards : SHARDS_OF_LARGE) {
        kinds.add(new Kind(shards, hidden, Reduce.DRIVER));
        if (shards > 1) {
          kinds.add(new Kind(shards, hidden, Reduce.SLICED));
        }
      }
    }
    return kinds;
  }

  private Measured measure(JavaSparkContext context, int executors, Kind kind) throws IOException {
    JobConfig job = job(kind);
    PreparedTask task =
        Tasks.of(job.task())
            .prepare(
                new TaskContext(
                    job.data(),
                    0,
                    0,
                    job.training().seed(),
                    new LocalFileAccess(),
                    RangeScanner.LOCAL));
    TrainSpec train =
        job.training()
            .spec(
                job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()),
                task.loss());
    List<Double> seconds = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            seconds.add(metrics.times().sync());
          }
        };
    try (SparkShardRunner runner = new SparkShardRunner(context, task, train, job.rounds())) {
      new RoundLoop(train, job.rounds(), new LoopOptions(0, false), runner, listener)
          .run(Sizing.layout(train.model()).initialParameters(train.seed()));
    }
    RoundSize size = RoundSize.of(train, job.rounds());
    int slices = SlicedReduce.slices(job.rounds(), size.updateBytes(), false);
    SyncWork work = SyncWork.of(size, kind.shards, Math.min(kind.shards, executors), slices);
    List<Double> late = seconds.subList(rounds / 3, rounds).stream().sorted().toList();
    return new Measured(
        kind.shards,
        size.parameters(),
        slices,
        new CostFit.Sample(work, late.get(late.size() / 2)));
  }

  private JobConfig job(Kind kind) {
    String text =
        String.format(
            Locale.ROOT,
            """
            task = adding-problem
            data { length = 4, examples = %d, validation = 0, test = 0 }
            model { cell = lstm, hidden = [%d] }
            training { epochs = 1, batch = 1, truncate = 0, optimizer.kind = sgd }
            rounds {
              shards = %d, strategy = block-momentum, local-steps = 1, inner-state = reset
              warmup = 0, reduce = %s
            }
            """,
            rounds * kind.shards,
            kind.hidden,
            kind.shards,
            kind.reduce.name().toLowerCase(Locale.ROOT));
    return JobFile.of("calibrate", text, List.of()).job();
  }

  private Calibration fitted(int executors, int cores, List<Measured> measured) {
    SyncCosts costs = CostFit.fit(measured.stream().map(Measured::sample).toList(), bandwidth);
    List<Calibration.Round> kinds =
        measured.stream()
            .map(
                one ->
                    new Calibration.Round(
                        one.shards,
                        one.parameters,
                        one.slices,
                        one.sample.seconds(),
                        costs.seconds(one.sample.work(), bandwidth)))
            .toList();
    return new Calibration(executors, cores, costs, kinds);
  }
}
