package rondo.spark;

import rondo.config.JobConfig;

/**
 * What {@link TrainJob} is asked for.
 *
 * @param output run directory: a local path, or a URI that Hadoop knows
 * @param overwrite whether an earlier run there is replaced
 */
public record TrainRequest(JobConfig job, String output, boolean overwrite) {}
