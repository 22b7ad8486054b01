package rondo.spark;

import java.util.List;
import rondo.plan.SyncCosts;

/**
 * What rounds were measured to cost on a cluster.
 *
 * @param executors that the cluster has
 * @param cores of all of them
 * @param costs that explain the rounds best
 */
public record Calibration(int executors, int cores, SyncCosts costs, List<Round> rounds) {

  /**
   * Rounds of one kind.
   *
   * @param parameters numbers of the model, and of an update
   * @param slices 1 where the driver added updates up
   * @param syncSeconds measured, the median round
   * @param expectedSeconds by {@link #costs}
   */
  public record Round(
      int shards, long parameters, int slices, double syncSeconds, double expectedSeconds) {}
}
