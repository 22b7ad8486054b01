package rondo.optim;

/**
 * RMSProp (Tieleman and Hinton 2012):
 *
 * <pre>
 * g = g + decay theta          v = beta v + (1 - beta) g^2
 * theta = theta - rate g / (sqrt(v) + epsilon)
 * </pre>
 */
final class RmsProp implements Optimizer {
  private final float beta;
  private final float epsilon;
  private final float decay;

  RmsProp(double beta, double epsilon, double decay) {
    this.beta = (float) beta;
    this.epsilon = (float) epsilon;
    this.decay = (float) decay;
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public boolean isSecond(int moment) {
    return true;
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
    float rest = 1 - beta;
    float[] square = moments[0];
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, parameters[i], gradient[i]);
      float v = Math.fma(beta, square[i], rest * (g * g));
      square[i] = v;
      parameters[i] -= rate * g / ((float) Math.sqrt(v) + epsilon);
    }
  }
}
