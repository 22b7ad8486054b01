package rondo.round;

import java.io.Serializable;

/**
 * How shards work together.
 *
 * @param shards fixed logical slices of the data, independent of the number of executors
 * @param localSteps H: steps of every shard between two reductions; 1 for GRADIENT_AVERAGING
 * @param inner what becomes of the optimizer's moments under PARAMETER_AVERAGING
 */
public record RoundSpec(Strategy strategy, int shards, int localSteps, InnerState inner)
    implements Serializable {

  /** What a shard sends and what the driver makes of it. */
  public enum Strategy {
    /** Gradient sums of one step; the driver's optimizer takes the step. */
    GRADIENT_AVERAGING,
    /** Parameters after H local steps; the driver takes their weighted mean. */
    PARAMETER_AVERAGING
  }

  /** The optimizer's moments at the start of a round: the weighted mean of all shards', or zero. */
  public enum InnerState {
    AVERAGE,
    RESET
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public RoundSpec {
    if (shards < 1 || shards > 1 << 16) {
      throw new IllegalArgumentException("shards: got " + shards + ", expected 1 to 65536");
    }
    if (localSteps < 1) {
      throw new IllegalArgumentException(
          "local-steps: got " + localSteps + ", expected at least 1");
    }
    if (strategy == Strategy.GRADIENT_AVERAGING && localSteps != 1) {
      throw new IllegalArgumentException(
          "local-steps: got " + localSteps + ", expected 1 with gradient-averaging");
    }
  }
}
