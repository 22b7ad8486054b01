package rondo.loss;

import rondo.data.Batch;
import rondo.kernel.ScalarMath;
import rondo.network.Matrix;

/**
 * Sum over the outputs of {@code -target ln sigmoid(y) - (1 - target) ln(1 - sigmoid(y))}, in nats;
 * gradient {@code sigmoid(y) - target}. Computed as {@code max(y, 0) - y target + ln(1 + e^-|y|)},
 * which cannot overflow.
 */
final class SigmoidCrossEntropy implements RowLoss.Row {
  @Override
  public void check(Matrix outputs, Batch batch, int first, int rows) {
    RowLoss.requireValues(batch, outputs.width());
  }

  @Override
  public int targets(Matrix outputs) {
    return outputs.width();
  }

  @Override
  public double apply(Matrix outputs, int at, Batch batch, int row) {
    float[] y = outputs.data();
    int size = outputs.width();
    int from = outputs.at(at);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      float score = y[from + i];
      float target = batch.targetValues[row * size + i];
      sum +=
          Math.max(score, 0.0)
              - (double) score * target
              + StrictMath.log1p(StrictMath.exp(-Math.abs((double) score)));
      y[from + i] = ScalarMath.sigmoid(score) - target;
    }
    return sum;
  }
}
