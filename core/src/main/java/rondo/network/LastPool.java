package rondo.network;

import rondo.data.Batch;
import rondo.parallel.Parallel;

/**
 * {@link Pool} that takes what each direction knows when it has read the whole sequence: the first
 * numbers of the vector of the last time step, and the others of that of the first.
 */
final class LastPool implements Pool {
  private final int forward;
  private final Parallel parallel;

  /**
   * @param forward numbers of the forward direction in a vector; those of the backward direction
   *     follow, if there are more
   */
  LastPool(int forward, Parallel parallel) {
    this.forward = forward;
    this.parallel = parallel;
  }

  @Override
  public void forward(Batch batch, Source source, Matrix pooled) {
    Matrix from = source.output();
    int backward = from.width() - forward;
    parallel.split(
        batch.batchSize(),
        1,
        (first, end) -> {
          for (int b = first; b < end; b++) {
            int to = pooled.at(b);
            System.arraycopy(
                from.data(), from.at(lastRow(batch, source, b)), pooled.data(), to, forward);
            System.arraycopy(
                from.data(),
                from.at(source.first(batch) + b) + forward,
                pooled.data(),
                to + forward,
                backward);
          }
        });
  }

  @Override
  public void backward(Batch batch, Source source, Matrix dPooled, float[] gradient) {
    Matrix to = source.dOutput();
    int width = to.width();
    parallel.split(
        batch.batchSize(),
        1,
        (first, end) -> {
          for (int b = first; b < end; b++) {
            add(dPooled, b, 0, forward, to, lastRow(batch, source, b));
            add(dPooled, b, forward, width, to, source.first(batch) + b);
          }
        });
  }

  /** The row of the source at which sequence {@code b} ends. */
  private static int lastRow(Batch batch, Source source, int b) {
    return source.first(batch) + batch.rowOffset(batch.length(b) - 1) + b;
  }

  private static void add(Matrix from, int row, int begin, int end, Matrix to, int toRow) {
    int at = from.at(row);
    int toAt = to.at(toRow);
    for (int i = begin; i < end; i++) {
      to.data()[toAt + i] += from.data()[at + i];
    }
  }
}
