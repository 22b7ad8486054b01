package rondo.config;

import java.util.Map;
import rondo.round.RoundSpec;
import rondo.task.DataSpec;

/**
 * A checked job file: what to train on which data, and how.
 *
 * <p>Thread use: immutable.
 *
 * @param task registered name of the task
 * @param variants the same job with some keys changed, by name and in the order of the file, each
 *     without variants of its own; empty if the file describes one model
 * @param resolved the job with all defaults filled in, as JSON: it gives the same job again
 */
public record JobConfig(
    String task,
    DataSpec data,
    ModelOptions model,
    TrainingOptions training,
    RoundSpec rounds,
    CheckpointOptions checkpoint,
    ReportOptions report,
    Map<String, JobConfig> variants,
    String resolved) {

  JobConfig withVariants(Map<String, JobConfig> named, String resolvedWithThem) {
    return new JobConfig(
        task, data, model, training, rounds, checkpoint, report, named, resolvedWithThem);
  }
}
