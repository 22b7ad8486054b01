package rondo.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import rondo.config.JobConfig;
import rondo.data.RangeScanner;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.local.StepTimer;
import rondo.pages.Space;
import rondo.pages.Storage;
import rondo.plan.Forecast;
import rondo.plan.StepCost;
import rondo.round.Machine;
import rondo.round.RoundSize;
import rondo.round.RoundSpec;
import rondo.round.ShardInfo;
import rondo.spark.shard.SlicedReduce;
import rondo.task.PackedShard;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * The whole of {@code plan}: the data of a job sized as {@code train} sizes it, a step measured,
 * and a forecast for each number of executors. Needs no Spark, and writes nothing.
 *
 * <p>Thread use: one run in one thread.
 */
public final class PlanJob {
  private static final int SAMPLE = 8; // shards that are read; all of fewer
  private static final double LIKE = 0.1; // batches that differ by less take as long by the row
  private static final double HEAP_SHARE = 0.8; // the rest is for what Java needs

  private final PlanRequest request;
  private final Consumer<String> tell;
  private final List<Measured> measured = new ArrayList<>();
  private PreparedTask task; // this and the next: set by run
  private TrainSpec train;

  /**
   * @param tell takes lines for the user
   */
  public PlanJob(PlanRequest request, Consumer<String> tell) {
    this.request = request;
    this.tell = tell;
  }

  /** Steps of batches of so many time steps. */
  private record Measured(double rows, StepCost step) {}

  /** A job whose data was looked at. */
  private record Sized(RoundSpec rounds, List<ShardInfo> sample, StepCost step) {}

  /**
   * Makes the plan.
   *
   * @throws RondoException as {@code train} would refuse the job, and BAD_DATA if it has no data
   */
  public Plan run() throws IOException {
    prepare(request.job().apply(1));
    List<Forecast> forecasts = new ArrayList<>();
    TreeMap<Integer, Sized> byShards = new TreeMap<>();
    for (int executors : request.executors()) {
      int shards = request.shards(executors);
      if (!byShards.containsKey(shards)) {
        byShards.put(shards, sized(shards));
      }
      forecasts.add(forecast(byShards.get(shards), executors));
    }
    Sized first = byShards.firstEntry().getValue(); // the fewest shards have the fullest batches
    return new Plan(
        train,
        Sizing.layout(train.model()).size(),
        mean(first.sample),
        first.step,
        request.step() == null,
        forecast(alone(first), 1),
        forecasts);
  }

  private Forecast forecast(Sized sized, int executors) {
    long update = RoundSize.of(train, sized.rounds).updateBytes();
    int slices = SlicedReduce.slices(sized.rounds, update, false);
    return Forecast.of(
        new Forecast.Question(train, sized.rounds, executors, slices, sized.sample, sized.step),
        request.costs(),
        request.bandwidth());
  }

  /** The same data in one shard, which need not fit into this JVM. */
  private Sized alone(Sized of) {
    if (of.rounds.shards() == 1) {
      return of;
    }
    double more = (double) of.rounds.shards() / of.sample.size();
    double steps = more * of.sample.stream().mapToInt(ShardInfo::stepsPerEpoch).sum();
    double rows = more * of.sample.stream().mapToLong(ShardInfo::timeSteps).sum();
    ShardInfo all =
        new ShardInfo(
            0, (int) Math.ceil(steps), (long) rows, 0, 0, ShardInfo.maxRows(of.sample), 0);
    return new Sized(request.job().apply(1).rounds(), List.of(all), of.step);
  }

  /** Reads some of the shards, the first among them, one at a time, and measures the largest. */
  private Sized sized(int shards) throws IOException {
    RoundSpec rounds = request.job().apply(shards).rounds();
    int count = Math.min(SAMPLE, shards);
    tell.accept("reading " + (count < shards ? count + " of " : "") + shards + " shards");
    try (Storage storage = Storage.ofThisJvm()) {
      return sized(rounds, count, storage);
    }
  }

  private Sized sized(RoundSpec rounds, int count, Storage storage) throws IOException {
    int shards = rounds.shards();
    List<ShardInfo> sample = new ArrayList<>();
    PackedShard largest = null;
    Space kept = null;
    int most = 0;
    for (int i = 0; i < count; i++) {
      int shard = (int) ((long) i * shards / count);
      Space space = storage.space("shard " + shard);
      PackedShard packed = PackedShard.read(task.reader(), shard, shards, space);
      ShardInfo info = packed.info(task.reader(), train);
      sample.add(info);
      Space unused = space;
      if (info.stepsPerEpoch() > most) {
        most = info.stepsPerEpoch();
        largest = packed;
        unused = kept;
        kept = space;
      }
      if (unused != null) {
        unused.close();
      }
    }
    if (largest == null) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "The training data in %d shards: got none in the %d that were read, expected at least"
                  + " one sequence in each; plan for fewer executors",
              shards,
              count));
    }
    StepCost step = request.step() == null ? step(rounds, largest, sample) : request.step();
    return new Sized(rounds, sample, step);
  }

  /** All shards have the same task, model and training. */
  private void prepare(JobConfig job) throws IOException {
    Staging.refuseTable("plan", job.task(), job.data());
    task =
        Tasks.of(job.task())
            .prepare(
                new TaskContext(
                    Places.located(job.data()),
                    job.model().embedding(),
                    job.training().truncate(),
                    job.training().seed(),
                    Places.files(job.data().path()),
                    RangeScanner.LOCAL));
    train =
        job.training()
            .spec(
                job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()),
                task.loss());
    Sizing.layout(train.model()); // refuses what no array can hold
    if (request.step() == null) {
      Sizing.check(train, 1, available()); // before anything is packed
    }
  }

  private static long available() {
    return (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory());
  }

  /** Batches of many small shards have fewer rows, which take longer each: measured apart. */
  private StepCost step(RoundSpec rounds, PackedShard shard, List<ShardInfo> sample) {
    double rows = mean(sample);
    for (Measured known : measured) {
      if (Math.abs(rows - known.rows) <= LIKE * known.rows) {
        return known.step;
      }
    }
    Sizing.check(train, ShardInfo.maxRows(sample), available());
    try (Machine machine = Machine.of(request.cores())) {
      tell.accept(
          String.format(
              Locale.ROOT, "measuring steps of %,.0f time steps: %s", rows, machine.description()));
      StepCost step =
          new StepTimer(System::nanoTime)
              .measure(
                  shard.worker(task.reader(), task.metric(), train, rounds, machine),
                  shard.info(task.reader(), train),
                  train,
                  rounds,
                  request.measureSeconds());
      measured.add(new Measured(rows, step));
      return step;
    }
  }

  private static double mean(List<ShardInfo> sample) {
    return sample.stream()
        .filter(info -> info.stepsPerEpoch() > 0)
        .mapToDouble(info -> (double) info.timeSteps() / info.stepsPerEpoch())
        .average()
        .orElse(0);
  }
}
