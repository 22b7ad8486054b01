package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * The output {@code y_t = W_hy h_t + b_y}, at those rows of the batch that have one, a block of
 * rows at a time.
 */
final class Head {
  private static final int BLOCK = 1 << 22; // floats: W comes from the memory once a block
  private static final int FEWEST_ROWS = 96;

  private final Source source;
  private final HeadWeights weights;
  private final Bias bias;
  private final Elementwise elementwise;
  private final Parallel parallel;
  private final Matrix output; // (rows of a block, V)
  private final Matrix selected; // (rows of a block, U): rows of the source
  private final Matrix dSelected;
  private boolean summed;

  Head(Source source, HeadWeights weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this.source = source;
    this.weights = weights;
    this.bias = new Bias(bias, kernels, parallel);
    this.elementwise = kernels.elementwise();
    this.parallel = parallel;
    this.output = new Matrix(weights.outputs());
    this.selected = new Matrix(weights.inputs());
    this.dSelected = new Matrix(weights.inputs());
  }

  /** Rows of a block, for {@code outputs} outputs. */
  static int blockRows(int outputs) {
    return Math.max(FEWEST_ROWS, BLOCK / Layout.pad(Math.max(1, outputs)));
  }

  void prepare(float[] parameters) {
    weights.prepare(parameters);
    bias.prepare(parameters);
  }

  /** Outputs of the output rows {@code first} to {@code first + rows} - 1 of a batch. */
  Matrix forward(Batch batch, int first, int rows) {
    output.reserve(rows);
    bias.fill(output, rows);
    if (batch.outputRows == null) {
      weights.multiply(source.output(), source.first(batch) + first, rows, output);
    } else {
      select(batch, first, rows);
      weights.multiply(selected, 0, rows, output);
    }
    return output;
  }

  private void select(Batch batch, int first, int rows) {
    Matrix from = source.output();
    selected.reserve(rows);
    for (int p = 0; p < rows; p++) {
      int row = source.first(batch) + batch.outputRows[first + p];
      System.arraycopy(
          from.data(), from.at(row), selected.data(), selected.at(p), selected.stride());
    }
  }

  /**
   * {@code dOutput} (rows, V) in, of the rows that {@link #forward} last gave: the gradients of W
   * and b are summed up, dLoss/dh of the source is added.
   *
   * @param gradient what {@link #addGradients} is given afterwards
   */
  void backward(Batch batch, Matrix dOutput, int first, int rows, float[] gradient) {
    bias.sumGradient(dOutput, rows, !summed);
    if (batch.outputRows == null) {
      int row = source.first(batch) + first;
      weights.sumGradient(source.output(), row, dOutput, rows, !summed, gradient);
      summed = true;
      weights.multiplyBack(dOutput, rows, source.dOutput(), row);
      return;
    }
    weights.sumGradient(selected, 0, dOutput, rows, !summed, gradient);
    summed = true;
    dSelected.reserve(rows);
    dSelected.clear(0, rows);
    weights.multiplyBack(dOutput, rows, dSelected, 0);
    Matrix to = source.dOutput();
    parallel.split(
        rows,
        1,
        (from, until) -> {
          for (int p = from; p < until; p++) {
            int row = source.first(batch) + batch.outputRows[first + p];
            elementwise.add(dSelected.data(), dSelected.at(p), to.data(), to.at(row), to.stride());
          }
        });
  }

  /** Begins new sums. */
  void clearGradients() {
    summed = false;
  }

  /** {@code gradient += } what {@link #backward} summed up since {@link #clearGradients}. */
  void addGradients(float[] gradient) {
    if (summed) { // else no row of this slice had an output
      bias.addSum(gradient);
      weights.addSum(gradient);
    }
  }
}
