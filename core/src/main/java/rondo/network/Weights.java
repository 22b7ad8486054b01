package rondo.network;

import rondo.kernel.Kernels;
import rondo.kernel.PackedMatrix;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * One weight matrix W (rows, blocks x width) at work: products with it, with its transpose, and its
 * gradient. All time steps go through each of them at once, but for the recurrent product.
 */
final class Weights {
  private static final int ROWS_A_TILE = 6; // the micro-kernels work on tiles of so many rows

  private final Tensor tensor;
  private final int width;
  private final Kernels kernels;
  private final Parallel parallel;
  private final PackedMatrix packed;
  private final PackedMatrix packedTransposed;
  private final Matrix sum; // (rows, blocks x U): the gradient before padding is taken out

  Weights(Tensor tensor, Kernels kernels, Parallel parallel) {
    this.tensor = tensor;
    this.width = tensor.columns() / tensor.blocks();
    this.kernels = kernels;
    this.parallel = parallel;
    this.packed = PackedMatrix.of(tensor.rows(), tensor.blocks(), width);
    this.packedTransposed = PackedMatrix.transposedOf(tensor.rows(), tensor.blocks(), width);
    this.sum = new Matrix(packed.columns());
  }

  /** Takes W from the flat parameters. */
  void prepare(float[] parameters) {
    pack(packed, parameters);
    pack(packedTransposed, parameters);
  }

  private void pack(PackedMatrix matrix, float[] parameters) {
    matrix.allocate();
    parallel.split(
        matrix.panels(),
        1,
        (from, to) -> {
          for (int panel = from; panel < to; panel++) {
            matrix.packPanel(parameters, tensor.offset(), panel);
          }
        });
  }

  /** {@code y += x W} for {@code rows} rows, in the caller's thread. */
  void multiply(Matrix x, int xRow, int rows, Matrix y, int yRow) {
    kernels
        .gemm()
        .multiply(x.data(), x.at(xRow), x.stride(), rows, packed, y.data(), y.at(yRow), y.stride());
  }

  /** {@code x += y W^T} for {@code rows} rows, in the caller's thread. */
  void multiplyTransposed(Matrix y, int yRow, int rows, Matrix x, int xRow) {
    kernels
        .gemm()
        .multiply(
            y.data(),
            y.at(yRow),
            y.stride(),
            rows,
            packedTransposed,
            x.data(),
            x.at(xRow),
            x.stride());
  }

  /** {@code y += x W} for all rows 0 to {@code rows} - 1, y's counted from {@code yFirst} on. */
  void multiplyAll(Matrix x, int xFirst, int rows, Matrix y, int yFirst) {
    parallel.split(
        rows, ROWS_A_TILE, (from, to) -> multiply(x, xFirst + from, to - from, y, yFirst + from));
  }

  /** {@code x += y W^T} for all rows, x's counted from {@code xFirst} on. */
  void multiplyTransposedAll(Matrix y, int rows, Matrix x, int xFirst) {
    parallel.split(
        rows, ROWS_A_TILE, (from, to) -> multiplyTransposed(y, from, to - from, x, xFirst + from));
  }

  /** {@code gradient += x^T dy} over {@code rows} rows, x's counted from {@code xFirst} on. */
  void addGradient(Matrix x, int xFirst, Matrix dy, int rows, float[] gradient) {
    sumGradient(x, xFirst, dy, rows, true);
    addSum(gradient);
  }

  /**
   * Adds {@code x^T dy} to a sum that {@link #addSum} hands over: the same bits however the rows
   * are cut into blocks.
   *
   * @param anew whether the sum begins with these rows
   */
  void sumGradient(Matrix x, int xFirst, Matrix dy, int rows, boolean anew) {
    sum.reserve(tensor.rows());
    parallel.split(
        tensor.rows(),
        ROWS_A_TILE,
        (from, to) -> {
          if (anew) {
            sum.clear(from, to - from);
          }
          kernels
              .gemm()
              .multiplyTransposed(
                  x.data(),
                  x.at(xFirst) + from,
                  x.stride(),
                  dy.data(),
                  0,
                  dy.stride(),
                  rows,
                  to - from,
                  sum.stride(),
                  sum.data(),
                  sum.at(from),
                  sum.stride());
        });
  }

  /** {@code gradient += } the sum. */
  void addSum(float[] gradient) {
    parallel.split(
        tensor.rows(),
        ROWS_A_TILE,
        (from, to) -> addUnpadded(kernels, tensor, sum, from, to, gradient));
  }

  /** Adds rows of a padded (rows, blocks x U) matrix to a tensor in the flat gradient. */
  static void addUnpadded(
      Kernels kernels, Tensor tensor, Matrix padded, int from, int to, float[] gradient) {
    int width = tensor.columns() / tensor.blocks();
    int units = padded.stride() / tensor.blocks();
    for (int row = from; row < to; row++) {
      for (int block = 0; block < tensor.blocks(); block++) {
        kernels
            .elementwise()
            .add(
                padded.data(),
                padded.at(row) + block * units,
                gradient,
                tensor.offset() + (row * tensor.blocks() + block) * width,
                width);
      }
    }
  }
}
