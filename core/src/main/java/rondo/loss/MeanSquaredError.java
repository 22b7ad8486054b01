package rondo.loss;

import rondo.data.Batch;
import rondo.network.Matrix;

/** Mean over the O outputs of {@code (y - target)^2}; gradient {@code 2 (y - target) / O}. */
final class MeanSquaredError implements RowLoss.Row {
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
      sum += (double) difference * difference;
      y[from + i] = 2 * difference / size;
    }
    return sum / size;
  }
}
