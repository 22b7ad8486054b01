package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.parallel.Parallel;

/**
 * Dropout between two parts of the network: what the part below puts out, with some numbers dropped
 * in training; outside training, or with p = 0, the part below itself.
 */
final class Dropout implements Source {
  private final Source below;
  private final double probability;
  private final Kernels kernels;
  private final Parallel parallel;
  private final DropoutMask mask;
  private final Matrix output;
  private final Matrix dOutput;
  private boolean active;

  Dropout(Source below, double probability, Kernels kernels, Parallel parallel) {
    this.below = below;
    this.probability = probability;
    this.kernels = kernels;
    this.parallel = parallel;
    int width = below.output().width();
    this.mask = new DropoutMask(probability, width, kernels.elementwise());
    this.output = new Matrix(width);
    this.dOutput = new Matrix(width);
  }

  void forward(Batch batch, Pass pass, int place) {
    active = pass.training() && probability > 0;
    if (!active) {
      return;
    }
    int rows = batch.rows();
    mask.draw(pass.key(place), pass.firstRow(), rows, parallel);
    output.reserve(rows);
    dOutput.reserve(rows);
    dOutput.clear(0, rows);
    apply(below.output(), below.first(batch), output, 0, rows, false);
  }

  /** Hands dLoss/doutput on to the part below. */
  void backward(Batch batch) {
    if (active) {
      apply(dOutput, 0, below.dOutput(), below.first(batch), batch.rows(), true);
    }
  }

  private void apply(Matrix x, int xFirst, Matrix y, int yFirst, int rows, boolean add) {
    Matrix factors = mask.factors();
    parallel.split(
        rows,
        1,
        (from, to) -> {
          int size = (to - from) * x.stride();
          int xAt = x.at(xFirst + from);
          int yAt = y.at(yFirst + from);
          if (add) {
            kernels
                .elementwise()
                .multiplyAdd(x.data(), xAt, factors.data(), factors.at(from), y.data(), yAt, size);
          } else {
            kernels
                .elementwise()
                .multiply(x.data(), xAt, factors.data(), factors.at(from), y.data(), yAt, size);
          }
        });
  }

  @Override
  public Matrix output() {
    return active ? output : below.output();
  }

  @Override
  public Matrix dOutput() {
    return active ? dOutput : below.dOutput();
  }

  @Override
  public int first(Batch batch) {
    return active ? 0 : below.first(batch);
  }
}
