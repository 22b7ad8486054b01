package rondo.spark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.checkpoint.RunRecord;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.resume.JobDifference;
import rondo.spark.TrainRequest.Existing;
import rondo.spark.report.Progress;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.RunHistory;
import rondo.task.PreparedTask;

/**
 * The whole of {@code train}: checks, Spark, one model or one for each variant, report.
 *
 * <p>Thread use: one run in one thread.
 */
public final class TrainJob {
  private final TrainRequest request;
  private final Progress progress;
  private final List<Baseline> baselines;

  /**
   * @param progress is told how it goes
   * @param baselines what the report compares the loss with; may be empty
   */
  public TrainJob(TrainRequest request, Progress progress, List<Baseline> baselines) {
    this.request = request;
    this.progress = progress;
    this.baselines = List.copyOf(baselines);
  }

  /**
   * Trains.
   *
   * @return what came out, by name of the variant; the name is empty if the job has none
   * @throws RondoException if the job is refused, before anything is written; DIVERGED once the
   *     report and the last good model are written
   */
  public Map<String, TrainOutcome> run() throws IOException {
    JobConfig job = request.job();
    try (RunDirectory root = Places.directory(request.output())) {
      RunFiles.check(root, request.mayExist());
      if (goesOn(root)) {
        JobDifference.check(
            root.description(), filledIn(RunRecord.read(root).config()), job.resolved());
      }
      try (SparkHandle spark =
          SparkHandle.open(job.task(), Staging.settings(job.task(), job.data()))) {
        Map<String, String> environment = RunEnvironment.of(spark.context());
        RunReport report = new RunReport(job, baselines, environment);
        Map<String, TrainOutcome> outcomes =
            job.variants().isEmpty()
                ? Map.of("", single(root, spark, environment, report))
                : variants(root, spark, environment, report);
        writeReport(root, report);
        refuseDivergence(outcomes);
        return outcomes;
      } finally {
        progress.finished();
      }
    }
  }

  /** The job of a run of an earlier version, with the defaults of keys that it did not know. */
  static String filledIn(String resolved) {
    return JobFile.of(RunFiles.RUN, resolved, List.of()).job().resolved();
  }

  private TrainOutcome single(
      RunDirectory root, SparkHandle spark, Map<String, String> environment, RunReport report)
      throws IOException {
    try (ModelRun run =
        new ModelRun(request.job(), spark, root, root, request.existing(), environment)) {
      pack("", run);
      return train("", run, report);
    }
  }

  /** Packs all of them before anything is written: one that cannot be done refuses the job. */
  private Map<String, TrainOutcome> variants(
      RunDirectory root, SparkHandle spark, Map<String, String> environment, RunReport report)
      throws IOException {
    Map<String, ModelRun> runs = new LinkedHashMap<>();
    Map<String, TrainOutcome> outcomes = new LinkedHashMap<>();
    Existing inRoot = request.existing() == Existing.RESUME ? Existing.RESUME : Existing.REFUSE;
    try {
      for (Map.Entry<String, JobConfig> variant : request.job().variants().entrySet()) {
        String name = variant.getKey();
        ModelRun run =
            new ModelRun(variant.getValue(), spark, root, root.folder(name), inRoot, environment);
        runs.put(name, run);
        pack(name, run);
      }
      if (!goesOn(root)) {
        RunFiles.begin(
            root, request.mayExist(), RunEnvironment.record(request.job().resolved(), environment));
      }
      for (Map.Entry<String, ModelRun> run : runs.entrySet()) {
        String name = run.getKey();
        outcomes.put(name, train(name, run.getValue(), report));
        run.getValue().close();
      }
      return outcomes;
    } finally {
      runs.values().forEach(ModelRun::close);
    }
  }

  private boolean goesOn(RunDirectory directory) throws IOException {
    return request.existing() == Existing.RESUME && directory.length(RunFiles.RUN).isPresent();
  }

  private void pack(String name, ModelRun run) throws IOException {
    progress.prefix(name);
    PreparedTask task = run.prepare(progress::message);
    task.facts().forEach((fact, value) -> progress.message(fact + ": " + value));
    run.pack(task, progress::message);
  }

  private TrainOutcome train(String name, ModelRun run, RunReport report) throws IOException {
    progress.prefix(name);
    RunHistory history = new RunHistory();
    TrainOutcome outcome = run.train(progress, history, progress::message);
    report.add(name, run.task(), outcome, history);
    report.addRolls(run.rolls(name, outcome, progress::message));
    return outcome;
  }

  private static void writeReport(RunDirectory root, RunReport report) {
    try {
      root.write(RunFiles.REPORT, report.html());
    } catch (IOException e) {
      throw new RondoException(
          ExitCode.IO,
          "The report could not be written ("
              + e.getMessage()
              + "); the model and the checkpoints are intact: make room or make "
              + root.description()
              + " writable, and go on with --resume",
          e);
    }
  }

  private static void refuseDivergence(Map<String, TrainOutcome> outcomes) {
    for (TrainOutcome outcome : outcomes.values()) {
      if (outcome.result().divergence() != null) {
        throw new RondoException(
            ExitCode.DIVERGED,
            "Training diverged: "
                + outcome.result().divergence()
                + "; the last good model, of round "
                + outcome.result().round()
                + ", is in "
                + outcome.modelPath()
                + "; lower training.optimizer.learning-rate or training.clip-norm");
      }
    }
  }
}
