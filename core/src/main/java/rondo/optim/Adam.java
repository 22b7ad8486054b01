package rondo.optim;

/**
 * Adam (Kingma and Ba 2015), and AdamW with decoupled weight decay (Loshchilov and Hutter 2019):
 *
 * <pre>
 * g = g + decay theta                        Adam only
 * m = beta1 m + (1 - beta1) g                v = beta2 v + (1 - beta2) g^2
 * theta = theta - rate decay theta           AdamW only
 * theta = theta - rate m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 */
final class Adam implements Optimizer {
  private final double beta1;
  private final double beta2;
  private final float epsilon;
  private final double decay;
  private final boolean decoupled;

  Adam(OptimizerSpec spec, boolean decoupled) {
    this.beta1 = spec.beta1();
    this.beta2 = spec.beta2();
    this.epsilon = (float) spec.epsilon();
    this.decay = spec.weightDecay();
    this.decoupled = decoupled;
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public boolean isSecond(int moment) {
    return moment == 1;
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
    float[] mean = moments[0];
    float[] square = moments[1];
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float added = decoupled ? 0 : (float) decay;
    float kept = decoupled ? (float) (1 - learningRate * decay) : 1;
    // StrictMath: the same bits on every machine.
    float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, age.first())));
    float correction = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, age.second())));
    for (int i = from; i < to; i++) {
      float g = Math.fma(added, parameters[i], gradient[i]);
      float m = Math.fma(b1, mean[i], rest1 * g);
      float v = Math.fma(b2, square[i], rest2 * (g * g));
      mean[i] = m;
      square[i] = v;
      float step1 = rate * m / Math.fma((float) Math.sqrt(v), correction, epsilon);
      parameters[i] = Math.fma(kept, parameters[i], -step1);
    }
  }
}
