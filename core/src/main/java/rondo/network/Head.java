package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** The output {@code y_t = W_hy h_t + b_y}, at those rows of the batch that have one. */
final class Head {
  private final Source source;
  private final Weights weights;
  private final Bias bias;
  private final Parallel parallel;
  private final Matrix output; // (P, V)
  private final Matrix selected; // (P, U): the rows of the source that have an output
  private final Matrix dSelected;

  Head(Source source, Tensor weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this.source = source;
    this.weights = new Weights(weights, kernels, parallel);
    this.bias = new Bias(bias, kernels, parallel);
    this.parallel = parallel;
    this.output = new Matrix(weights.columns());
    this.selected = new Matrix(weights.rows());
    this.dSelected = new Matrix(weights.rows());
  }

  void prepare(float[] parameters) {
    weights.prepare(parameters);
    bias.prepare(parameters);
  }

  Matrix forward(Batch batch) {
    int rows = batch.outputCount();
    output.reserve(rows);
    bias.fill(output, rows);
    if (batch.outputRows == null) {
      weights.multiplyAll(source.output(), source.first(batch), rows, output, 0);
    } else {
      select(batch);
      weights.multiplyAll(selected, 0, rows, output, 0);
    }
    return output;
  }

  private void select(Batch batch) {
    Matrix from = source.output();
    selected.reserve(batch.outputCount());
    for (int p = 0; p < batch.outputCount(); p++) {
      int row = source.first(batch) + batch.outputRows[p];
      System.arraycopy(
          from.data(), from.at(row), selected.data(), selected.at(p), selected.stride());
    }
  }

  /** {@code dOutput} (P, V) in; gradients of W and b, and dLoss/dh of the source, are added. */
  void backward(Batch batch, Matrix dOutput, float[] gradient) {
    int rows = batch.outputCount();
    bias.addGradient(dOutput, rows, gradient);
    if (batch.outputRows == null) {
      int first = source.first(batch);
      weights.addGradient(source.output(), first, dOutput, rows, gradient);
      weights.multiplyTransposedAll(dOutput, rows, source.dOutput(), first);
      return;
    }
    weights.addGradient(selected, 0, dOutput, rows, gradient);
    dSelected.reserve(rows);
    dSelected.clear(0, rows);
    weights.multiplyTransposedAll(dOutput, rows, dSelected, 0);
    Matrix to = source.dOutput();
    parallel.split(
        rows,
        1,
        (from, until) -> {
          for (int p = from; p < until; p++) {
            int row = source.first(batch) + batch.outputRows[p];
            for (int unit = 0; unit < to.stride(); unit++) {
              to.data()[to.at(row) + unit] += dSelected.data()[dSelected.at(p) + unit];
            }
          }
        });
  }
}
