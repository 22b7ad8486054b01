package rondo.network;

import rondo.kernel.Elementwise;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) of rows of sums, each block of a row, that is
 * each gate, by itself: {@code LN(z) = gain (z - mean z) / sqrt(variance z + 1e-5)}, mean and
 * variance over the H units of the block. The gain starts at 1; a bias is added elsewhere.
 *
 * <p>Thread use: {@link #forward} and {@link #backward} in several threads at once, on different
 * rows; everything else in one.
 */
final class LayerNorm {
  private final Tensor gainTensor; // (1, blocks x H)
  private final int units; // U
  private final int hidden; // H
  private final Elementwise elementwise;
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix gain; // (1, blocks x U)
  private final Matrix normal; // (R, blocks x U): sums without mean, over their deviation
  private final Matrix scales; // (R, blocks): 1 over the deviation
  private final Matrix sum; // (1, blocks x U)

  LayerNorm(
      String name,
      int hidden,
      int blocks,
      ParameterLayout.Builder layout,
      Kernels kernels,
      Parallel parallel) {
    this.gainTensor =
        layout.add(name, 1, blocks * hidden, blocks, Initializer.columns(0, blocks * hidden, 1));
    this.units = Layout.pad(hidden);
    this.hidden = hidden;
    this.elementwise = kernels.elementwise();
    this.kernels = kernels;
    this.parallel = parallel;
    this.gain = new Matrix(blocks * units);
    this.normal = new Matrix(blocks * units);
    this.scales = new Matrix(blocks);
    this.sum = new Matrix(blocks * units);
  }

  /** Takes the gain from the flat parameters. */
  void prepare(float[] parameters) {
    gain.reserve(1);
    Bias.copyPadded(gainTensor, parameters, 0, gain, 0);
  }

  void reserve(int rows) {
    normal.reserve(rows);
    scales.reserve(rows);
  }

  /** {@code to = to + LN(sums)}, row {@code row} of both. */
  void addTo(Matrix sums, int row, Matrix to) {
    normalize(sums, row);
    elementwise.multiplyAdd(
        normal.data(),
        normal.at(row),
        gain.data(),
        gain.at(0),
        to.data(),
        to.at(row),
        gain.stride());
  }

  /** {@code sums = LN(sums)}, of a row. */
  void apply(Matrix sums, int row) {
    normalize(sums, row);
    elementwise.multiply(
        normal.data(),
        normal.at(row),
        gain.data(),
        gain.at(0),
        sums.data(),
        sums.at(row),
        gain.stride());
  }

  private void normalize(Matrix sums, int row) {
    for (int at = 0, block = 0; at < gain.stride(); at += units, block++) {
      scales.data()[scales.at(row) + block] =
          elementwise.normalize(
              sums.data(), sums.at(row) + at, normal.data(), normal.at(row) + at, hidden);
    }
  }

  /**
   * The gradient of a row of sums from that of LN(sums).
   *
   * @param dy dLoss/dLN(sums), at row {@code row}
   * @param dSums out, at row {@code to}; may be {@code dy} if {@link #addGradient} has seen it
   */
  void backward(Matrix dy, int row, Matrix dSums, int to) {
    int out = dSums.at(to);
    elementwise.multiply(
        dy.data(), dy.at(row), gain.data(), gain.at(0), dSums.data(), out, gain.stride());
    for (int at = 0, block = 0; at < gain.stride(); at += units, block++) {
      elementwise.normalizeBackward(
          normal.data(),
          normal.at(row) + at,
          scales.data()[scales.at(row) + block],
          dSums.data(),
          out + at,
          dSums.data(),
          out + at,
          hidden);
    }
  }

  /** Adds the gradient of the gain, over {@code rows} rows from {@code first} on. */
  void addGradient(Matrix dy, int first, int rows, float[] gradient) {
    sum.reserve(1);
    sum.clear(0, 1);
    parallel.split(
        sum.stride(),
        Layout.LANES,
        (from, to) -> {
          for (int row = first; row < first + rows; row++) {
            elementwise.multiplyAdd(
                dy.data(),
                dy.at(row) + from,
                normal.data(),
                normal.at(row) + from,
                sum.data(),
                sum.at(0) + from,
                to - from);
          }
        });
    Weights.addUnpadded(kernels, gainTensor, sum, 0, 1, gradient);
  }
}
