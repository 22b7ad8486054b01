package rondo.network;

import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.Initializer;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** A bias b (blocks x width), padded as the rows that it is added to. */
final class Bias {
  private static final int ABSENT = -1;

  private final Tensor tensor;
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix padded; // (1, blocks x U)
  private final Matrix sum;

  Bias(Tensor tensor, Kernels kernels, Parallel parallel) {
    this.tensor = tensor;
    this.kernels = kernels;
    this.parallel = parallel;
    int units = Layout.pad(tensor.columns() / tensor.blocks());
    this.padded = new Matrix(tensor.blocks() * units);
    this.sum = new Matrix(tensor.blocks() * units);
  }

  /**
   * Stands in for the tensor of a bias that is not there: zero, and without gradient.
   *
   * @param weights as wide as it
   */
  static Tensor absent(Tensor weights) {
    return new Tensor("", ABSENT, 1, weights.columns(), weights.blocks(), Initializer.zeros());
  }

  void prepare(float[] parameters) {
    padded.reserve(1);
    if (tensor.offset() != ABSENT) {
      copyPadded(tensor, parameters, 0, padded, 0);
    }
  }

  /** Copies row {@code row} of a tensor into a row of a padded matrix. */
  static void copyPadded(Tensor tensor, float[] parameters, int row, Matrix to, int toRow) {
    int width = tensor.columns() / tensor.blocks();
    int units = to.stride() / tensor.blocks();
    for (int block = 0; block < tensor.blocks(); block++) {
      System.arraycopy(
          parameters,
          tensor.offset() + (row * tensor.blocks() + block) * width,
          to.data(),
          to.at(toRow) + block * units,
          width);
    }
  }

  /** b (1, columns), padded. */
  Matrix padded() {
    return padded;
  }

  /** Sets {@code rows} rows of {@code y} to b. */
  void fill(Matrix y, int rows) {
    parallel.split(
        rows,
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            padded.copyRows(0, y, row, 1);
          }
        });
  }

  /** {@code y = y + b}, of a row. */
  void addTo(Matrix y, int row) {
    kernels.elementwise().add(padded.data(), padded.at(0), y.data(), y.at(row), y.stride());
  }

  /** {@code gradient += } the sum of {@code rows} rows of {@code dy}. */
  void addGradient(Matrix dy, int rows, float[] gradient) {
    if (tensor.offset() != ABSENT) {
      sumGradient(dy, rows, true);
      addSum(gradient);
    }
  }

  /** As {@link Weights#sumGradient}. */
  void sumGradient(Matrix dy, int rows, boolean anew) {
    sum.reserve(1);
    if (anew) {
      sum.clear(0, 1);
    }
    parallel.split(
        dy.stride(),
        Layout.LANES,
        (from, to) ->
            kernels
                .elementwise()
                .addRows(
                    dy.data(),
                    dy.at(0) + from,
                    dy.stride(),
                    rows,
                    sum.data(),
                    sum.at(0) + from,
                    to - from));
  }

  /** {@code gradient += } the sum. */
  void addSum(float[] gradient) {
    Weights.addUnpadded(kernels, tensor, sum, 0, 1, gradient);
  }
}
