package rondo.round;

import java.util.List;

/**
 * Block momentum (Chen and Huo 2016), with eta the momentum and zeta the outer learning rate:
 *
 * <pre>
 * u = eta u + D        W = W + zeta u        shards start at W + eta zeta u (Nesterov), or at W
 * </pre>
 *
 * <p>W and u are kept apart, and W is what is evaluated. Where a program keeps only the point that
 * shards start from, as several do, the rule becomes one with a gain that is almost twice as large
 * at eta = 0.9. With Nesterov's look-ahead it is the outer step of DiLoCo (Douillard et al. 2023):
 * SGD on -D, in other variables.
 */
final class BlockMomentum implements OuterOptimizer {
  private final float momentum;
  private final float rate;
  private final float ahead;

  BlockMomentum(double momentum, double learningRate, boolean nesterov) {
    this.momentum = (float) momentum;
    this.rate = (float) learningRate;
    this.ahead = nesterov ? (float) (momentum * learningRate) : 0;
  }

  @Override
  public int slots() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public boolean takesTheMean() {
    return momentum == 0 && rate == 1;
  }

  @Override
  public void step(float[] parameters, float[] delta, List<float[]> slots) {
    if (momentum == 0) {
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = Math.fma(rate, delta[i], parameters[i]);
      }
      return;
    }
    float[] velocity = slots.get(0);
    for (int i = 0; i < parameters.length; i++) {
      velocity[i] = Math.fma(momentum, velocity[i], delta[i]);
      parameters[i] = Math.fma(rate, velocity[i], parameters[i]);
    }
  }

  @Override
  public void start(float[] parameters, List<float[]> slots, float[] start) {
    if (ahead == 0) {
      OuterOptimizer.super.start(parameters, slots, start);
      return;
    }
    float[] velocity = slots.get(0);
    for (int i = 0; i < start.length; i++) {
      start[i] = Math.fma(ahead, velocity[i], parameters[i]);
    }
  }
}
