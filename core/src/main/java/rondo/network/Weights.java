package rondo.network;

import java.util.Arrays;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.kernel.PackedMatrix;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * One weight matrix W (rows, blocks x width) at work: products with it, with its transpose, and its
 * gradient. All time steps go through each of them at once, but for the recurrent product.
 */
final class Weights {
  private static final int ROWS_A_TILE = 6; // of most micro-kernels, so that few are cut

  private final Tensor tensor;
  private final int width;
  private final Kernels kernels;
  private final Parallel parallel;
  private final PackedMatrix packed;
  private final PackedMatrix packedTransposed;
  private final boolean unpadded; // no block of columns is
  private final Matrix sum; // (rows, blocks x U): the gradient before padding is taken out

  Weights(Tensor tensor, Kernels kernels, Parallel parallel) {
    this.tensor = tensor;
    this.width = tensor.columns() / tensor.blocks();
    this.kernels = kernels;
    this.parallel = parallel;
    this.packed = PackedMatrix.of(tensor.rows(), tensor.blocks(), width);
    this.packedTransposed = PackedMatrix.transposedOf(tensor.rows(), tensor.blocks(), width);
    this.unpadded = width % Layout.LANES == 0;
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

  /**
   * {@code y += x W} for every {@code step}-th row and some units of each block of columns, in the
   * caller's thread.
   */
  void multiply(Matrix x, int xRow, int rows, int step, Matrix y, int yRow, Units units) {
    int wide = packed.columns() / tensor.blocks();
    if (units.count() == wide) {
      multiply(packed, x, xRow, rows, step, y, yRow, 0, packed.columns());
      return;
    }
    for (int at = 0; at < packed.columns(); at += wide) {
      int from = at + units.from();
      multiply(packed, x, xRow, rows, step, y, yRow, from, from + units.count());
    }
  }

  /** Sets some units of each block of columns to zero. */
  void clear(Matrix y, int yRow, int rows, int step, Units units) {
    int wide = packed.columns() / tensor.blocks();
    for (int row = 0; row < rows; row++) {
      for (int block = 0; block < tensor.blocks(); block++) {
        int at = y.at(yRow + row * step) + block * wide;
        Arrays.fill(y.data(), at + units.from(), at + units.to(), 0);
      }
    }
  }

  /** {@code x += y W^T} for every {@code step}-th row and some columns of x. */
  void multiplyTransposed(Matrix y, int yRow, int rows, int step, Matrix x, int xRow, Units units) {
    multiply(packedTransposed, y, yRow, rows, step, x, xRow, units.from(), units.to());
  }

  private void multiply(
      PackedMatrix by,
      Matrix x,
      int xRow,
      int rows,
      int step,
      Matrix y,
      int yRow,
      int from,
      int to) {
    kernels
        .gemm()
        .multiply(
            x.data(),
            x.at(xRow),
            step * x.stride(),
            rows,
            by,
            from,
            to,
            y.data(),
            y.at(yRow),
            step * y.stride());
  }

  /** Multiplications that one row takes. */
  long products() {
    return (long) packed.rows() * packed.columns();
  }

  /** {@code y += x W} for all rows 0 to {@code rows} - 1, y's counted from {@code yFirst} on. */
  void multiplyAll(Matrix x, int xFirst, int rows, Matrix y, int yFirst) {
    multiplyAll(packed, x, xFirst, rows, y, yFirst);
  }

  /** {@code x += y W^T} for all rows, x's counted from {@code xFirst} on. */
  void multiplyTransposedAll(Matrix y, int rows, Matrix x, int xFirst) {
    multiplyAll(packedTransposed, y, 0, rows, x, xFirst);
  }

  /** The same with y's rows counted from {@code yFirst} on. */
  void multiplyTransposedAll(Matrix y, int yFirst, int rows, Matrix x, int xFirst) {
    multiplyAll(packedTransposed, y, yFirst, rows, x, xFirst);
  }

  private void multiplyAll(PackedMatrix by, Matrix x, int xFirst, int rows, Matrix y, int yFirst) {
    parallel.split(
        rows,
        ROWS_A_TILE,
        (from, to) ->
            multiply(by, x, xFirst + from, to - from, 1, y, yFirst + from, 0, by.columns()));
  }

  /** {@code gradient += x^T dy} over {@code rows} rows, x's counted from {@code xFirst} on. */
  void addGradient(Matrix x, int xFirst, Matrix dy, int rows, float[] gradient) {
    sumGradient(x, xFirst, dy, rows, true, gradient);
    addSum(gradient);
  }

  /** The same with dy's rows counted from {@code dyFirst} on. */
  void addGradient(Matrix x, int xFirst, Matrix dy, int dyFirst, int rows, float[] gradient) {
    sumGradient(x, xFirst, dy, dyFirst, rows, true, gradient);
    addSum(gradient);
  }

  /**
   * Adds {@code x^T dy} to a sum that {@link #addSum} hands over: the same bits however the rows
   * are cut into blocks. Where no block of columns is padded, {@code gradient} itself is that sum.
   *
   * @param anew whether the sum begins with these rows
   */
  void sumGradient(Matrix x, int xFirst, Matrix dy, int rows, boolean anew, float[] gradient) {
    sumGradient(x, xFirst, dy, 0, rows, anew, gradient);
  }

  /** The same with dy's rows counted from {@code dyFirst} on. */
  void sumGradient(
      Matrix x, int xFirst, Matrix dy, int dyFirst, int rows, boolean anew, float[] gradient) {
    if (unpadded) {
      splitGradient(
          x,
          xFirst,
          dy,
          dyFirst,
          rows,
          false,
          new Target(gradient, tensor.offset(), tensor.columns()));
    } else {
      sum.reserve(tensor.rows());
      splitGradient(
          x, xFirst, dy, dyFirst, rows, anew, new Target(sum.data(), sum.at(0), sum.stride()));
    }
  }

  /** Where a gradient is summed up: row-major, {@code stride} numbers a row. */
  private record Target(float[] data, int offset, int stride) {
    int at(int row, int column) {
      return offset + row * stride + column;
    }
  }

  private void splitGradient(
      Matrix x, int xFirst, Matrix dy, int dyFirst, int rows, boolean anew, Target target) {
    if (target.stride() >= tensor.rows()) {
      parallel.split(
          target.stride(),
          PackedMatrix.PANEL,
          (from, to) ->
              sumBlock(x, xFirst, dy, dyFirst, rows, anew, target, 0, tensor.rows(), from, to));
    } else {
      parallel.split(
          tensor.rows(),
          ROWS_A_TILE,
          (from, to) ->
              sumBlock(x, xFirst, dy, dyFirst, rows, anew, target, from, to, 0, target.stride()));
    }
  }

  /** The rows {@code top} to {@code bottom} - 1 and columns {@code left} to {@code right} - 1. */
  private void sumBlock(
      Matrix x,
      int xFirst,
      Matrix dy,
      int dyFirst,
      int rows,
      boolean anew,
      Target target,
      int top,
      int bottom,
      int left,
      int right) {
    for (int row = top; anew && row < bottom; row++) {
      Arrays.fill(target.data(), target.at(row, left), target.at(row, right), 0);
    }
    kernels
        .gemm()
        .multiplyTransposed(
            x.data(),
            x.at(xFirst) + top,
            x.stride(),
            dy.data(),
            dy.at(dyFirst) + left,
            dy.stride(),
            rows,
            bottom - top,
            right - left,
            target.data(),
            target.at(top, left),
            target.stride());
  }

  /** {@code gradient += } the sum. */
  void addSum(float[] gradient) {
    if (!unpadded) {
      parallel.split(
          tensor.rows(),
          ROWS_A_TILE,
          (from, to) -> addUnpadded(kernels, tensor, sum, from, to, gradient));
    }
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
