package rondo.round;

import java.util.Map;

/**
 * What the driver sends at the start of a round. All but {@link #carried} is the same for all
 * shards and broadcast once.
 *
 * <p>Thread use: read only; in local mode all tasks of a JVM share one.
 */
public final class RoundInput {
  /** Rounds are counted from 0. */
  public final long round;

  /** Local step, counted over the whole run, at which the round begins. */
  public final long firstStep;

  /** Local steps of this round; never past the end of an epoch. */
  public final int steps;

  /** Local steps of an epoch: those of the largest shard; smaller ones start again. */
  public final long stepsPerEpoch;

  /** Local steps of the whole run. */
  public final long totalSteps;

  /** Factor of PLATEAU on the learning rate. */
  public final double plateauFactor;

  /** What the shards begin with. */
  public final float[] parameters;

  /** The optimizer's moments that travel, each as long as the parameters. */
  public final float[][] moments;

  /** State that each shard's streams had at the end of the round before, by shard id. */
  public final Map<Integer, float[]> carried;

  public RoundInput(
      long round,
      long firstStep,
      int steps,
      long stepsPerEpoch,
      long totalSteps,
      double plateauFactor,
      float[] parameters,
      float[][] moments,
      Map<Integer, float[]> carried) {
    this.round = round;
    this.firstStep = firstStep;
    this.steps = steps;
    this.stepsPerEpoch = stepsPerEpoch;
    this.totalSteps = totalSteps;
    this.plateauFactor = plateauFactor;
    this.parameters = parameters;
    this.moments = moments;
    this.carried = carried;
  }

  /** What is the same for all shards: nothing of the streams. */
  public RoundInput common() {
    return with(Map.of());
  }

  /**
   * This and what one shard needs beside it.
   *
   * @param state of the shard's streams, or null
   */
  public RoundInput forShard(int shard, float[] state) {
    return state == null ? this : with(Map.of(shard, state));
  }

  private RoundInput with(Map<Integer, float[]> states) {
    return new RoundInput(
        round,
        firstStep,
        steps,
        stepsPerEpoch,
        totalSteps,
        plateauFactor,
        parameters,
        moments,
        states);
  }

  /** Bytes of its numbers. */
  long bytes() {
    long floats = parameters.length;
    for (float[] moment : moments) {
      floats += moment.length;
    }
    for (float[] state : carried.values()) {
      floats += state.length;
    }
    return 4 * floats;
  }
}
