package rondo.round;

import java.io.Serializable;
import java.util.List;
import rondo.model.CounterRandom;

/**
 * Size of one shard.
 *
 * @param stepsPerEpoch steps of training in an epoch; 0 if it is empty
 * @param timeSteps training time steps in an epoch
 * @param validationSteps time steps of validation data
 * @param testSteps time steps of test data
 * @param maxRows time steps of the largest batch, of training or of evaluation
 * @param fingerprint a hash of its data, the same on every machine
 */
public record ShardInfo(
    int shard,
    int stepsPerEpoch,
    long timeSteps,
    long validationSteps,
    long testSteps,
    int maxRows,
    long fingerprint)
    implements Serializable {
  /** A hash of the data of all shards, in hexadecimal. */
  public static String fingerprint(List<ShardInfo> shards) {
    long hash = shards.size();
    for (ShardInfo info : shards) {
      hash = CounterRandom.key(hash, info.fingerprint());
    }
    return String.format("%016x", hash);
  }

  /** Time steps of the largest batch of all shards. */
  public static int maxRows(List<ShardInfo> shards) {
    return shards.stream().mapToInt(ShardInfo::maxRows).max().orElse(0);
  }
}
