package rondo.optim;

import java.io.Serializable;

/**
 * An optimizer and its hyperparameters; one that a kind does not use is ignored by it.
 *
 * @param learningRate peak learning rate, before the schedule
 * @param momentum of MOMENTUM and NESTEROV
 * @param beta1 decay of Adam's first moment
 * @param beta2 decay of the second moment of Adam, and of RMSProp's mean square
 * @param epsilon added to the root of the second moment
 * @param weightDecay decoupled for ADAMW, else added to the gradient
 */
public record OptimizerSpec(
    Kind kind,
    double learningRate,
    double momentum,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay)
    implements Serializable {

  /** The optimizers. */
  public enum Kind {
    SGD,
    MOMENTUM,
    NESTEROV,
    RMSPROP,
    ADAM,
    ADAMW
  }

  /**
   * @throws IllegalArgumentException if a hyperparameter is out of range
   */
  public OptimizerSpec {
    require("learning-rate", learningRate, learningRate > 0, "a number above 0");
    require("momentum", momentum, momentum >= 0 && momentum < 1, "0 <= momentum < 1");
    require("beta1", beta1, beta1 >= 0 && beta1 < 1, "0 <= beta1 < 1");
    require("beta2", beta2, beta2 >= 0 && beta2 < 1, "0 <= beta2 < 1");
    require("epsilon", epsilon, epsilon > 0, "a number above 0");
    require("weight-decay", weightDecay, weightDecay >= 0, "a number of at least 0");
  }

  /** The usual hyperparameters of {@code kind}: betas 0.9 and 0.999, momentum 0.9, no decay. */
  public static OptimizerSpec of(Kind kind, double learningRate) {
    return new OptimizerSpec(kind, learningRate, 0.9, 0.9, 0.999, 1e-8, 0);
  }

  private static void require(String name, double got, boolean fits, String expected) {
    if (!fits || !Double.isFinite(got)) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
