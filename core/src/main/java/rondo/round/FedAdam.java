package rondo.round;

import java.util.List;

/**
 * FedAdam (Reddi et al. 2021), Adam on the mean change without correction of its bias:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) D      v = beta2 v + (1 - beta2) D^2      W = W + rate m / (sqrt(v) + epsilon)
 * </pre>
 */
final class FedAdam implements OuterOptimizer {
  private final float beta1;
  private final float beta2;
  private final float rate;
  private final float epsilon;

  FedAdam(OuterSpec spec) {
    this.beta1 = (float) spec.beta1();
    this.beta2 = (float) spec.beta2();
    this.rate = (float) spec.learningRate();
    this.epsilon = (float) spec.epsilon();
  }

  @Override
  public int slots() {
    return 2;
  }

  @Override
  public void step(float[] parameters, float[] delta, List<float[]> slots) {
    float[] first = slots.get(0);
    float[] second = slots.get(1);
    for (int i = 0; i < parameters.length; i++) {
      float d = delta[i];
      first[i] = Math.fma(beta1, first[i], (1 - beta1) * d);
      second[i] = Math.fma(beta2, second[i], (1 - beta2) * (d * d));
      parameters[i] += rate * first[i] / ((float) Math.sqrt(second[i]) + epsilon);
    }
  }
}
