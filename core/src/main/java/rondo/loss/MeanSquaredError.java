package rondo.loss;

import rondo.data.Batch;
import rondo.network.Matrix;

/** Mean over the O outputs of {@code (y - target)^2}; gradient {@code 2 (y - target) / O}. */
final class MeanSquaredError implements RowLoss.Row {
  @Override
  public void check(Matrix outputs, Batch batch) {
    RowLoss.requireValues(outputs, batch);
  }

  @Override
  public double apply(Matrix outputs, Batch batch, int row) {
    float[] y = outputs.data();
    int size = outputs.width();
    int at = outputs.at(row);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      float difference = y[at + i] - batch.targetValues[row * size + i];
      sum += (double) difference * difference;
      y[at + i] = 2 * difference / size;
    }
    return sum / size;
  }
}
