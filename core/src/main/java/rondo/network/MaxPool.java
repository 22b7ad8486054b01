package rondo.network;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.parallel.Parallel;

/**
 * {@link Pool} that takes the largest number of each unit over the time steps of a sequence, the
 * first of equals. What is not a number stays visible: it wins.
 */
final class MaxPool implements Pool {
  private final Parallel parallel;
  private int[] steps = new int[0]; // (B, width): time step that the maximum comes from

  MaxPool(Parallel parallel) {
    this.parallel = parallel;
  }

  @Override
  public void forward(Batch batch, Source source, Matrix pooled) {
    int width = pooled.width();
    int needed = Math.multiplyExact(batch.batchSize(), width);
    if (steps.length < needed) {
      steps = new int[needed];
    }
    Matrix x = source.output();
    parallel.split(
        batch.batchSize(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            x.copyRows(source.first(batch) + b, pooled, b, 1);
            Arrays.fill(steps, b * width, (b + 1) * width, 0);
            int length = batch.length(b);
            for (int t = 1; t < length; t++) {
              int row = source.first(batch) + batch.rowOffset(t) + b;
              takeLarger(x, row, t, pooled, b, width);
            }
          }
        });
  }

  private void takeLarger(Matrix x, int row, int t, Matrix pooled, int b, int width) {
    int at = x.at(row);
    int best = pooled.at(b);
    for (int i = 0; i < width; i++) {
      float value = x.data()[at + i];
      if (value > pooled.data()[best + i] || Float.isNaN(value)) {
        pooled.data()[best + i] = value;
        steps[b * width + i] = t;
      }
    }
  }

  @Override
  public void backward(Batch batch, Source source, Matrix dPooled, float[] gradient) {
    Matrix dx = source.dOutput();
    int width = dPooled.width();
    parallel.split(
        batch.batchSize(),
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            for (int i = 0; i < width; i++) {
              int row = source.first(batch) + batch.rowOffset(steps[b * width + i]) + b;
              dx.data()[dx.at(row) + i] += dPooled.data()[dPooled.at(b) + i];
            }
          }
        });
  }
}
