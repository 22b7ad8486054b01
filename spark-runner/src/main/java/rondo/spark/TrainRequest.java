package rondo.spark;

import rondo.config.JobConfig;

/**
 * What {@link TrainJob} is asked for.
 *
 * @param output run directory: a local path, or a URI that Hadoop knows
 * @param existing what becomes of an earlier run there
 */
public record TrainRequest(JobConfig job, String output, Existing existing) {
  /** What becomes of an earlier run in the output. */
  public enum Existing {
    /** The job is refused. */
    REFUSE,
    /** It is replaced. */
    OVERWRITE,
    /** It goes on from its newest checkpoint; if there is no run, one is begun. */
    RESUME
  }

  /** Whether an earlier run may be there. */
  boolean mayExist() {
    return existing != Existing.REFUSE;
  }
}
