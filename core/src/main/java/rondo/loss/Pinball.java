package rondo.loss;

import java.util.List;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * The quantile loss of Koenker and Bassett (1978): mean over the O outputs, each target at each
 * quantile q, of {@code max(q u, (q - 1) u)} with {@code u = target - y}. Gradient {@code -q / O}
 * where y is below its target, {@code (1 - q) / O} above, 0 where both are equal.
 */
final class Pinball implements RowLoss.Row {
  private final double[] quantiles;

  Pinball(List<Double> quantiles) {
    this.quantiles = quantiles.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void check(Matrix outputs, Batch batch, int first, int rows) {
    if (outputs.width() % quantiles.length != 0) {
      throw new IllegalArgumentException(
          "outputs: got "
              + outputs.width()
              + " a row, expected a multiple of the "
              + quantiles.length
              + " quantiles");
    }
    RowLoss.requireValues(batch, targets(outputs));
  }

  @Override
  public int targets(Matrix outputs) {
    return outputs.width() / quantiles.length;
  }

  @Override
  public double apply(Matrix outputs, int at, Batch batch, int row) {
    float[] y = outputs.data();
    int size = outputs.width();
    int targets = targets(outputs);
    int i = outputs.at(at);
    double sum = 0;
    for (int target = 0; target < targets; target++) {
      float value = batch.targetValues[row * targets + target];
      for (double quantile : quantiles) {
        float below = value - y[i];
        double slope = below > 0 ? -quantile : below < 0 ? 1 - quantile : 0;
        sum += below * (below > 0 ? quantile : quantile - 1); // NaN stays NaN
        y[i++] = (float) (slope / size);
      }
    }
    return sum / size;
  }
}
