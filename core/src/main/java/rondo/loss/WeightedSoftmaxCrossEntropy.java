package rondo.loss;

import java.util.List;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * {@link SoftmaxCrossEntropy}, loss and gradient of a row multiplied by the weight of its class.
 */
final class WeightedSoftmaxCrossEntropy implements RowLoss.Row {
  private final SoftmaxCrossEntropy plain;
  private final float[] weights; // of each class

  WeightedSoftmaxCrossEntropy(SoftmaxCrossEntropy plain, List<Double> weights) {
    this.plain = plain;
    this.weights = new float[weights.size()];
    for (int c = 0; c < this.weights.length; c++) {
      this.weights[c] = (float) (double) weights.get(c);
    }
  }

  @Override
  public void check(Matrix outputs, Batch batch, int first, int rows) {
    if (weights.length != outputs.width()) {
      throw new IllegalArgumentException(
          "class weights: got " + weights.length + ", expected " + outputs.width());
    }
    plain.check(outputs, batch, first, rows);
  }

  @Override
  public int targets(Matrix outputs) {
    return 0;
  }

  @Override
  public double apply(Matrix outputs, int at, Batch batch, int row) {
    double loss = plain.apply(outputs, at, batch, row);
    float weight = weights[batch.targetClasses[row]];
    float[] gradient = outputs.data();
    int from = outputs.at(at);
    for (int i = from; i < from + outputs.width(); i++) {
      gradient[i] *= weight;
    }
    return weight * loss;
  }
}
