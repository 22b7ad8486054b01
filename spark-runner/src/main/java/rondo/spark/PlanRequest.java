package rondo.spark;

import java.util.List;
import java.util.function.IntFunction;
import rondo.config.JobConfig;
import rondo.plan.Bandwidth;
import rondo.plan.StepCost;
import rondo.plan.SyncCosts;

/**
 * What to plan.
 *
 * @param job the job with a given number of shards, on which some of its defaults depend
 * @param executors numbers of executors, each at least 1
 * @param shards of every run; 0: as many as there are executors
 * @param cores of an executor, all of which one shard uses
 * @param step what a local step takes; null: it is measured here
 * @param measureSeconds to spend on measuring steps of one size
 */
public record PlanRequest(
    IntFunction<JobConfig> job,
    List<Integer> executors,
    int shards,
    int cores,
    Bandwidth bandwidth,
    SyncCosts costs,
    StepCost step,
    double measureSeconds) {

  int shards(int ofExecutors) {
    return shards == 0 ? ofExecutors : shards;
  }
}
