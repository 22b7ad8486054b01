package rondo.round;

import java.io.Serializable;
import rondo.round.RoundSpec.Strategy;

/**
 * The driver's step on the mean change of a round; what a strategy does not use is ignored.
 *
 * @param momentum eta of BLOCK_MOMENTUM and DILOCO
 * @param learningRate zeta of BLOCK_MOMENTUM and DILOCO; rate of FEDADAM
 * @param nesterov whether shards start ahead of the model, where momentum will carry it
 * @param beta1 of FEDADAM
 * @param beta2 of FEDADAM
 * @param epsilon of FEDADAM, added to the root: how large a change counts as noise
 */
public record OuterSpec(
    double momentum,
    double learningRate,
    boolean nesterov,
    double beta1,
    double beta2,
    double epsilon)
    implements Serializable {
  private static final int MANY = 8; // shards from which the momentum is fixed

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public OuterSpec {
    require("momentum", momentum, momentum >= 0 && momentum < 1, "0 <= momentum < 1");
    require("learning-rate", learningRate, learningRate > 0, "a number above 0");
    require("beta1", beta1, beta1 >= 0 && beta1 < 1, "0 <= beta1 < 1");
    require("beta2", beta2, beta2 >= 0 && beta2 < 1, "0 <= beta2 < 1");
    require("epsilon", epsilon, epsilon > 0, "a number above 0");
  }

  /**
   * The usual step. Block momentum multiplies the shards' mean change by {@code learningRate / (1 -
   * momentum)} in the long run: by their number N below 8 shards, by 7 from there on.
   */
  public static OuterSpec of(Strategy strategy, int shards) {
    boolean few = strategy == Strategy.BLOCK_MOMENTUM && shards < MANY;
    return switch (strategy) {
      case GRADIENT_AVERAGING, PARAMETER_AVERAGING -> new OuterSpec(0, 1, true, 0.9, 0.99, 1e-3);
      case BLOCK_MOMENTUM, DILOCO ->
          new OuterSpec(few ? 1 - 1.0 / shards : 0.9, few ? 1 : 0.7, true, 0.9, 0.99, 1e-3);
      case FEDADAM -> new OuterSpec(0, 0.01, true, 0.9, 0.99, 1e-3);
    };
  }

  private static void require(String name, double got, boolean fits, String expected) {
    if (!fits || !Double.isFinite(got)) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
