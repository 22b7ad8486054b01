package rondo.loss;

import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * Mean over the O outputs of {@code |y - target|}; gradient {@code sign(y - target) / O}, 0 where
 * both are equal.
 */
final class MeanAbsoluteError implements RowLoss.Row {
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
      float difference = y[from + i] - batch.targetValues[row * size + i];
      sum += Math.abs(difference);
      y[from + i] = Math.signum(difference) / size;
    }
    return sum / size;
  }
}
