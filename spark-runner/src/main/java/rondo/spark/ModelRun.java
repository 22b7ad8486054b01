package rondo.spark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.checkpoint.RunRecord;
import rondo.config.JobConfig;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.local.Examples;
import rondo.local.ShardExamples;
import rondo.model.ModelSpec;
import rondo.resume.LoopFiles;
import rondo.round.Goal;
import rondo.round.LoopOptions;
import rondo.round.LoopState;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.ShardInfo;
import rondo.round.TrainResult;
import rondo.spark.metrics.RoundGauges;
import rondo.spark.report.ExamplesJson;
import rondo.spark.report.Listeners;
import rondo.spark.report.MetricsFile;
import rondo.spark.report.MetricsWriter;
import rondo.spark.report.PianoRolls;
import rondo.spark.report.RunHistory;
import rondo.spark.shard.DriverLimits;
import rondo.spark.shard.SparkRangeScanner;
import rondo.spark.shard.SparkShardRunner;
import rondo.task.DataSpec;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Evaluation;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/**
 * Training of one model, from its data to its model directory. Nothing is written before the data
 * is packed and known to fit; from the end of the first epoch on the directory holds the model to
 * keep so far.
 *
 * <p>Thread use: one thread.
 */
final class ModelRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRun.class);

  private final JobConfig job;
  private final SparkHandle spark;
  private final RunDirectory root;
  private final RunDirectory directory;
  private final TrainRequest.Existing existing;
  private final Map<String, String> environment;
  private RunTable table = RunTable.NONE; // set by prepare
  private PreparedTask task; // this and what follows: set by pack
  private TrainSpec train;
  private SparkShardRunner runner;
  private List<ShardInfo> shards;

  /**
   * @param root directory of the whole run: a staged table goes there
   * @param directory of this model; the same, or a folder in it
   */
  ModelRun(
      JobConfig job,
      SparkHandle spark,
      RunDirectory root,
      RunDirectory directory,
      TrainRequest.Existing existing,
      Map<String, String> environment) {
    this.job = job;
    this.spark = spark;
    this.root = root;
    this.directory = directory;
    this.existing = existing;
    this.environment = environment;
  }

  /**
   * The task with what it found out about its data, which is staged first if it is a table.
   *
   * @param tell takes lines for the user
   */
  PreparedTask prepare(Consumer<String> tell) throws IOException {
    DataSpec data = Places.located(job.data());
    table = RunTable.stage(spark.context(), job, data, root, tell);
    long start = System.nanoTime();
    PreparedTask prepared =
        Tasks.of(job.task())
            .prepare(
                new TaskContext(
                    data,
                    job.model().embedding(),
                    job.training().truncate(),
                    job.training().seed(),
                    Places.files(job.data().path()),
                    new SparkRangeScanner(spark.context()),
                    table.table()));
    tellTime(tell, "fitted the columns and looked at the targets", start);
    return table.withTypes(prepared);
  }

  /** Of a table. */
  private void tellTime(Consumer<String> tell, String what, long start) {
    if (table.isThere()) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      tell.accept(String.format(Locale.ROOT, "%s in %.1f s", what, seconds));
    }
  }

  /**
   * Reads and packs the data, and looks whether all of it can fit; writes nothing.
   *
   * @param tell takes lines for the user
   * @throws rondo.error.RondoException if the job cannot be done
   */
  void pack(PreparedTask prepared, Consumer<String> tell) {
    task = prepared;
    Goal.of(task.metric(), job.training().goal()); // that there is one
    ModelSpec model = job.model().spec(task.input(), task.outputs(), task.sequenceOutputs());
    train = job.training().spec(model, task.loss());
    runner = new SparkShardRunner(spark.context(), task, train, job.rounds());
    long available = spark.bytesPerShard(job.rounds().shards());
    Sizing.check(train, 1, available); // before hours of reading
    DriverLimits.check(
        spark.context().getConf(),
        train,
        job.rounds(),
        Runtime.getRuntime().maxMemory(),
        spark.context().isLocal());
    long start = System.nanoTime();
    shards = runner.shards();
    tellTime(tell, "packed the encoded sequences", start);
    Sizing.check(train, ShardInfo.maxRows(shards), available);
  }

  /** What was packed. */
  PreparedTask task() {
    return task;
  }

  /** What the report draws of a model of music; empty for other tasks. */
  List<PianoRolls> rolls(String name, TrainOutcome outcome, Consumer<String> tell) {
    return MusicRolls.orNone(job, name, outcome, table.table(), tell);
  }

  /**
   * Trains on what {@link #pack} has packed, from the beginning or from the newest checkpoint. If
   * training diverges, the last good model is the one that is kept.
   *
   * @param live is told of the rounds that are done now
   * @param history is told of all rounds, those of an earlier run too
   * @param tell takes lines for the user
   * @throws rondo.error.RondoException before anything is written, if the directory is not free
   */
  TrainOutcome train(RoundListener live, RunHistory history, Consumer<String> tell)
      throws IOException {
    try {
      TrainOutcome outcome = trainFrom(live, history, tell);
      directory.close();
      return outcome;
    } catch (IOException | RuntimeException | Error e) {
      leave(e);
      throw e;
    }
  }

  /** What metrics there are stay readable, but for those of a driver that lost the run. */
  private void leave(Throwable failure) {
    if (failure instanceof RondoException known) {
      if (known.exitCode() == ExitCode.FENCED) {
        directory.abandon();
        return;
      }
      if (known.exitCode() == ExitCode.TERMINATED) {
        return; // they are saved, and the thread that did it has the directory
      }
    }
    try {
      directory.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private TrainOutcome trainFrom(RoundListener live, RunHistory history, Consumer<String> tell)
      throws IOException {
    boolean resume = existing == TrainRequest.Existing.RESUME;
    boolean goesOn = resume && directory.length(RunFiles.RUN).isPresent();
    String left = RunTable.left(directory);
    if (!goesOn) {
      boolean replace = existing != TrainRequest.Existing.REFUSE;
      RunRecord record = RunEnvironment.record(job.resolved(), environment);
      RunFiles.begin(directory, replace, table.noted(record));
    }
    LoopFiles files = new LoopFiles(Sizing.layout(train.model()), ShardInfo.fingerprint(shards));
    RunCheckpoints checkpoints = new RunCheckpoints(directory, job.checkpoint(), files, tell);
    table.takeOver(directory, left);
    Optional<LoopState> start = goesOn ? checkpoints.newest() : Optional.empty();
    long rounds = start.map(LoopState::rounds).orElse(0L);
    table.quarantine(directory, task.reader().rejected(), tell);
    if (resume) {
      tell.accept(
          start.isPresent()
              ? "goes on after round " + rounds
              : "there is no checkpoint yet: trains from the beginning");
    }
    if (goesOn) {
      RunNotes.goesOn(directory, job, rounds, tell);
      MetricsFile.keep(directory, rounds, history);
    }
    return trainAndTest(start, checkpoints, new Listeners(live, history), tell);
  }

  /** Frees the packed data, and deletes the staged table. */
  @Override
  public void close() {
    try {
      if (runner != null) {
        runner.close();
        runner = null;
      }
    } finally {
      table.close();
      table = RunTable.NONE;
    }
  }

  private TrainOutcome trainAndTest(
      Optional<LoopState> start,
      RunCheckpoints checkpoints,
      RoundListener listener,
      Consumer<String> tell)
      throws IOException {
    ModelWriter models = new ModelWriter(job, task, train, directory);
    LoopOptions options =
        new LoopOptions(
            job.training().patience(), job.report().gradientFlow(), job.training().goal());
    RoundListener all =
        new Listeners(
            checkpoints, // first: whoever has lost the run writes nothing
            new MetricsWriter(line -> directory.append(RunFiles.METRICS, line)),
            models.keepBest(),
            RunNotes.localSteps(directory, job, tell),
            RoundGauges.listener(),
            listener);
    TrainResult result;
    try (Termination termination = Termination.of(checkpoints, tell)) {
      RoundLoop loop =
          new RoundLoop(
              train, job.rounds(), options, runner, termination.guarded(table.counted(all)));
      result = termination.explained(() -> rounds(loop, start));
      termination.guarded(() -> finish(result, checkpoints));
    }
    boolean hasTest =
        result.divergence() == null && shards.stream().anyMatch(info -> info.testSteps() > 0);
    Evaluation test = hasTest ? runner.evaluate(result.parameters(), Split.TEST) : Evaluation.NONE;
    Map<String, Double> facts = facts(result);
    facts.put("test_loss", test.loss());
    SavedModel saved = models.saved(facts, result.parameters());
    checkpoints.requireOwner(); // the evaluation may have taken long
    String sha256 = models.write(result.round(), saved);
    Examples examples = examples(result, saved, tell);
    if (!examples.areNone()) {
      checkpoints.requireOwner(); // they may have taken long too
      writeExamples(examples, tell);
    }
    double epochs = (double) result.steps() / stepsPerEpoch(shards);
    return new TrainOutcome(
        directory.description(),
        saved,
        result,
        epochs,
        test,
        task.metric(),
        sha256,
        examples,
        task.baselines());
  }

  /** From the test part, or, without one, from the part that picked the model. */
  private Examples examples(TrainResult result, SavedModel saved, Consumer<String> tell) {
    boolean hasTest = shards.stream().anyMatch(info -> info.testSteps() > 0);
    boolean hasPart = hasTest || shards.stream().anyMatch(info -> info.validationSteps() > 0);
    boolean isWanted = job.report().samples() > 0 && ShardExamples.areOf(job.task());
    if (!table.isThere() || result.divergence() != null || !hasPart || !isWanted) {
      return Examples.NONE;
    }
    return ExampleJob.take(
        spark.context(),
        saved,
        Places.located(job.data()),
        table.table(),
        hasTest ? Split.TEST : Split.VALIDATION,
        tell);
  }

  private void writeExamples(Examples examples, Consumer<String> tell) {
    try {
      directory.write(RunFiles.EXAMPLES, ExamplesJson.write(examples));
    } catch (IOException e) {
      LOG.warn("The examples could not be written", e);
      tell.accept("there is no " + RunFiles.EXAMPLES + ": " + e.getMessage());
    }
  }

  private TrainResult rounds(RoundLoop loop, Optional<LoopState> start) {
    return start.isPresent()
        ? loop.run(start.get())
        : loop.run(Sizing.layout(train.model()).initialParameters(train.seed()));
  }

  private void finish(TrainResult result, RunCheckpoints checkpoints) throws IOException {
    checkpoints.requireOwner(); // else the metrics of the new owner would be replaced
    directory.close(); // they are whole from here on
    if (existing == TrainRequest.Existing.RESUME) {
      MetricsFile.keep(directory, result.rounds(), RoundListener.NONE);
    }
    if (result.divergence() == null) {
      checkpoints.finish();
    }
  }

  private static Map<String, Double> facts(TrainResult result) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("round", (double) result.round());
    facts.put("rounds", (double) result.rounds());
    facts.put("time_steps", (double) result.timeSteps());
    facts.put("train_loss", result.trainLoss());
    facts.put("valid_loss", result.validLoss());
    return facts;
  }

  private static int stepsPerEpoch(List<ShardInfo> shards) {
    return shards.stream().mapToInt(ShardInfo::stepsPerEpoch).max().orElse(1);
  }
}
