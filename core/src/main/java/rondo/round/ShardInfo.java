package rondo.round;

import java.io.Serializable;
import java.util.List;

/**
 * Size of one shard.
 *
 * @param stepsPerEpoch steps of training in an epoch; 0 if it is empty
 * @param timeSteps training time steps in an epoch
 * @param validationSteps time steps of validation data
 * @param testSteps time steps of test data
 * @param maxRows time steps of the largest batch, of training or of evaluation
 */
public record ShardInfo(
    int shard, int stepsPerEpoch, long timeSteps, long validationSteps, long testSteps, int maxRows)
    implements Serializable {
  /** Time steps of the largest batch of all shards. */
  public static int maxRows(List<ShardInfo> shards) {
    return shards.stream().mapToInt(ShardInfo::maxRows).max().orElse(0);
  }
}
