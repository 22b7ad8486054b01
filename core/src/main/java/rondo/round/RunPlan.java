package rondo.round;

import java.util.List;

/**
 * What a run is going to do.
 *
 * @param shards sizes of all shards, the empty ones too
 * @param parameters numbers in the model
 * @param stepsPerEpoch local steps of an epoch: those of the largest shard
 * @param totalSteps local steps of the run
 * @param roundsPerEpoch rounds of an epoch
 * @param totalRounds rounds of the run
 */
public record RunPlan(
    List<ShardInfo> shards,
    int parameters,
    long stepsPerEpoch,
    long totalSteps,
    long roundsPerEpoch,
    long totalRounds) {

  /** The plan for shards of given sizes; {@link #totalSteps} is 0 if all are empty. */
  static RunPlan of(List<ShardInfo> shards, int parameters, double epochs, int localSteps) {
    long stepsPerEpoch = shards.stream().mapToInt(ShardInfo::stepsPerEpoch).max().orElse(0);
    long totalSteps = stepsPerEpoch == 0 ? 0 : Math.max(1, Math.round(epochs * stepsPerEpoch));
    long roundsPerEpoch = rounds(stepsPerEpoch, localSteps);
    long whole = stepsPerEpoch == 0 ? 0 : totalSteps / stepsPerEpoch;
    long rest = totalSteps - whole * stepsPerEpoch;
    return new RunPlan(
        List.copyOf(shards),
        parameters,
        stepsPerEpoch,
        totalSteps,
        roundsPerEpoch,
        whole * roundsPerEpoch + rounds(rest, localSteps));
  }

  private static long rounds(long steps, int localSteps) {
    return (steps + localSteps - 1) / localSteps;
  }
}
