package rondo.round;

import java.io.Serializable;
import rondo.wire.Wire;

/**
 * How shards work together.
 *
 * @param shards fixed logical slices of the data, independent of the number of executors
 * @param localSteps H: steps of every shard between two reductions; 1 for GRADIENT_AVERAGING;
 *     {@link #MEASURED}: found out in the warm-up
 * @param inner what becomes of the moments of the shards' optimizer, but for GRADIENT_AVERAGING
 * @param outer the driver's step, but for GRADIENT_AVERAGING
 * @param wire how the shards' numbers travel
 * @param warmup fraction of the rounds, as if each had 16 local steps, that have one local step
 *     only; then H doubles with every round
 * @param badUpdates fraction of the updates of a round that may not be finite and are left out
 */
public record RoundSpec(
    Strategy strategy,
    int shards,
    int localSteps,
    InnerState inner,
    OuterSpec outer,
    Wire wire,
    Reduce reduce,
    double warmup,
    double badUpdates)
    implements Serializable {
  /** Local steps that are to be found out. */
  public static final int MEASURED = 0;

  /** What a shard sends and what the driver makes of it. */
  public enum Strategy {
    /** Gradient sums of one step; the driver's optimizer takes the step. */
    GRADIENT_AVERAGING,
    /** Parameters after H local steps; the driver takes their weighted mean. */
    PARAMETER_AVERAGING,
    /** The mean change over H local steps, with momentum over rounds. */
    BLOCK_MOMENTUM,
    /** Block momentum over local steps of AdamW, with the constants of its authors. */
    DILOCO,
    /** Adam on the mean change. */
    FEDADAM
  }

  /** The moments of the shards' optimizer at the start of a round. */
  public enum InnerState {
    /** The weighted mean of all shards'. */
    AVERAGE,
    /** Second moments (mean squares): the weighted mean; first ones (momentum): zero. */
    AVERAGE_SECOND,
    /** Zero. */
    RESET
  }

  /** Where updates are added up; the bits are the same. */
  public enum Reduce {
    /** By number of shards and parameters. */
    AUTO,
    /** In the driver: every update travels there whole. */
    DRIVER,
    /** In tasks that take one slice of all updates each: the driver gets sums alone. */
    SLICED
  }

  /** The usual constants of a strategy: no warm-up, float32, one in ten updates may be bad. */
  public RoundSpec(Strategy strategy, int shards, int localSteps, InnerState inner) {
    this(
        strategy,
        shards,
        localSteps,
        inner,
        OuterSpec.of(strategy, shards),
        Wire.FLOAT32,
        Reduce.AUTO,
        0,
        0.1);
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public RoundSpec {
    require("shards", shards, shards >= 1 && shards <= 1 << 16, "1 to 65536");
    require("local-steps", localSteps, localSteps >= 0, "at least 1, or auto");
    require("warmup", warmup, warmup >= 0 && warmup <= 1, "0 to 1");
    require("bad-updates", badUpdates, badUpdates >= 0 && badUpdates <= 1, "0 to 1");
    boolean gradients = strategy == Strategy.GRADIENT_AVERAGING;
    require("local-steps", localSteps, !gradients || localSteps == 1, "1 with gradient-averaging");
    require(
        "warmup",
        warmup,
        localSteps != MEASURED || warmup > 0,
        "more than 0 with local-steps = auto, which are measured in the warm-up");
  }

  private static void require(String name, Number got, boolean fits, String expected) {
    if (!fits || !Double.isFinite(got.doubleValue())) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
