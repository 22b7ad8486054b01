package rondo.round;

import java.util.List;

/**
 * What a run is going to do.
 *
 * @param shards sizes of all shards, the empty ones too
 * @param parameters numbers in the model
 * @param stepsPerEpoch local steps of an epoch: those of the largest shard
 * @param totalSteps local steps of the run
 * @param totalRounds rounds of the run; an estimate as long as local steps are not known
 */
public record RunPlan(
    List<ShardInfo> shards, int parameters, long stepsPerEpoch, long totalSteps, long totalRounds) {

  /** The same with another number of rounds. */
  RunPlan withRounds(long rounds) {
    return new RunPlan(shards, parameters, stepsPerEpoch, totalSteps, rounds);
  }

  /**
   * The plan for shards of given sizes; {@link #totalSteps} is 0 if all are empty.
   *
   * @param epochs passes over the data; may be a fraction
   */
  public static RunPlan of(List<ShardInfo> shards, int parameters, double epochs, RoundSpec spec) {
    long stepsPerEpoch = shards.stream().mapToInt(ShardInfo::stepsPerEpoch).max().orElse(0);
    long totalSteps = stepsPerEpoch == 0 ? 0 : Math.max(1, Math.round(epochs * stepsPerEpoch));
    RoundLengths lengths = RoundLengths.of(spec, totalSteps);
    return new RunPlan(
        List.copyOf(shards),
        parameters,
        stepsPerEpoch,
        totalSteps,
        totalSteps == 0 ? 0 : lengths.rounds(0, 0, stepsPerEpoch, totalSteps));
  }
}
