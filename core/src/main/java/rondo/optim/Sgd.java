package rondo.optim;

/**
 * Stochastic gradient descent, plain, with momentum (Polyak 1964) or with Nesterov's momentum
 * (Sutskever et al. 2013), m the momentum and v the moment:
 *
 * <pre>
 * g = g + decay theta          v = m v + g
 * theta = theta - rate v                     momentum
 * theta = theta - rate (g + m v)             Nesterov
 * </pre>
 */
final class Sgd implements Optimizer {
  private final float momentum;
  private final boolean nesterov;
  private final float decay;

  Sgd(double momentum, boolean nesterov, double decay) {
    this.momentum = (float) momentum;
    this.nesterov = nesterov;
    this.decay = (float) decay;
  }

  @Override
  public int moments() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public void update(
      float[] parameters,
      float[] gradient,
      float[][] moments,
      MomentAge age,
      double learningRate,
      int from,
      int to) {
    float rate = (float) learningRate;
    if (momentum == 0) {
      for (int i = from; i < to; i++) {
        float g = Math.fma(decay, parameters[i], gradient[i]);
        parameters[i] = Math.fma(-rate, g, parameters[i]);
      }
      return;
    }
    float[] velocity = moments[0];
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, parameters[i], gradient[i]);
      float v = Math.fma(momentum, velocity[i], g);
      velocity[i] = v;
      parameters[i] = Math.fma(-rate, nesterov ? Math.fma(momentum, v, g) : v, parameters[i]);
    }
  }
}
