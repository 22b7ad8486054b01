package rondo.spark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.config.JobConfig;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.ModelDirectory;
import rondo.export.SavedModel;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.task.PreparedTask;
import rondo.train.TrainSpec;

/**
 * Writes the models of a run into its directory.
 *
 * <p>Thread use: one thread.
 */
final class ModelWriter {
  private final JobConfig job;
  private final PreparedTask task;
  private final TrainSpec train;
  private final RunDirectory directory;

  ModelWriter(JobConfig job, PreparedTask task, TrainSpec train, RunDirectory directory) {
    this.job = job;
    this.task = task;
    this.train = train;
    this.directory = directory;
  }

  /** Writes each model that is to be kept so far, so that a run that is killed leaves one. */
  RoundListener keepBest() {
    return new RoundListener() {
      @Override
      public void kept(RoundMetrics metrics, float[] parameters) {
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("round", (double) metrics.round());
        facts.put("valid_loss", metrics.validLoss());
        write(metrics.round(), saved(facts, parameters));
      }
    };
  }

  /** Writes the model of a round and returns the SHA-256 of its parameters. */
  String write(long round, SavedModel model) {
    try {
      return ModelDirectory.write(directory.folder(RunFiles.MODEL), model);
    } catch (IOException e) {
      throw new RondoException(
          ExitCode.IO,
          "The model of round "
              + round
              + " could not be written ("
              + e.getMessage()
              + "); the checkpoints so far are intact: make room or make "
              + directory.description()
              + " writable, and go on with --resume",
          e);
    }
  }

  /** What is kept of a model, with those of its figures that are finite. */
  SavedModel saved(Map<String, Double> facts, float[] parameters) {
    Map<String, Double> finite = new LinkedHashMap<>(facts);
    finite.values().removeIf(value -> !Double.isFinite(value));
    return new SavedModel(
        job.task(),
        train.model(),
        task.loss(),
        job.resolved(),
        finite,
        task.encoders(),
        parameters);
  }
}
