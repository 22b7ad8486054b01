package rondo.round;

import java.util.Map;

/**
 * What the driver sends to every shard at the start of a round; broadcast once.
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
