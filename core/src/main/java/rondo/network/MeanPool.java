package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.parallel.Parallel;

/** {@link Pool} that takes the mean of the vectors of a sequence. */
final class MeanPool implements Pool {
  private final Elementwise elementwise;
  private final Parallel parallel;

  MeanPool(Elementwise elementwise, Parallel parallel) {
    this.elementwise = elementwise;
    this.parallel = parallel;
  }

  @Override
  public void forward(Batch batch, Source source, Matrix pooled) {
    Matrix x = source.output();
    parallel.split(
        batch.batchSize(),
        1,
        (from, to) -> {
          pooled.clear(from, to - from);
          for (int t = 0; t < batch.timeSteps(); t++) {
            int rows = Math.min(to, batch.activeRows(t)) - from;
            if (rows <= 0) {
              break;
            }
            int row = source.first(batch) + batch.rowOffset(t) + from;
            elementwise.add(x.data(), x.at(row), pooled.data(), pooled.at(from), rows * x.stride());
          }
          divideByLength(batch, pooled, from, to);
        });
  }

  @Override
  public void backward(Batch batch, Source source, Matrix dPooled, float[] gradient) {
    Matrix dx = source.dOutput();
    parallel.split(
        batch.batchSize(),
        1,
        (from, to) -> {
          divideByLength(batch, dPooled, from, to);
          for (int t = 0; t < batch.timeSteps(); t++) {
            int rows = Math.min(to, batch.activeRows(t)) - from;
            if (rows <= 0) {
              break;
            }
            int row = source.first(batch) + batch.rowOffset(t) + from;
            elementwise.add(
                dPooled.data(), dPooled.at(from), dx.data(), dx.at(row), rows * dx.stride());
          }
        });
  }

  private static void divideByLength(Batch batch, Matrix rows, int from, int to) {
    for (int b = from; b < to; b++) {
      float factor = 1f / batch.length(b);
      for (int i = rows.at(b); i < rows.at(b) + rows.width(); i++) {
        rows.data()[i] *= factor;
      }
    }
  }
}
