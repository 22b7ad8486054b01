package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * {@link InputProjection} of tokens as unit vectors: W_x x is a row of W_x, so it is looked up. The
 * table holds W_x + b, added once an update instead of once a time step.
 */
final class OneHotProjection implements InputProjection {
  private final Tensor tensor;
  private final Bias bias;
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix table; // (V, gates x U)
  private final Matrix sum; // its gradient

  OneHotProjection(Tensor weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this.tensor = weights;
    this.bias = new Bias(bias, kernels, parallel);
    this.kernels = kernels;
    this.parallel = parallel;
    int columns = weights.blocks() * Layout.pad(weights.columns() / weights.blocks());
    this.table = new Matrix(columns);
    this.sum = new Matrix(columns);
  }

  @Override
  public void prepare(float[] parameters) {
    bias.prepare(parameters);
    table.reserve(tensor.rows());
    for (int token = 0; token < tensor.rows(); token++) {
      Bias.copyPadded(tensor, parameters, token, table, token);
      kernels.elementwise().add(bias.padded(), 0, table.data(), table.at(token), table.stride());
    }
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    Inputs.requireTokens(batch, tensor.rows());
    parallel.split(
        batch.rows(),
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            System.arraycopy(
                table.data(),
                table.at(batch.tokens[row]),
                gates.data(),
                gates.at(row),
                gates.stride());
          }
        });
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    sum.reserve(tensor.rows());
    sum.clear(0, tensor.rows());
    // Split over columns: every sum is over all rows in order, whatever the number of threads.
    parallel.split(
        dGates.stride(),
        Layout.LANES,
        (from, to) -> {
          for (int row = 0; row < batch.rows(); row++) {
            kernels
                .elementwise()
                .add(
                    dGates.data(),
                    dGates.at(row) + from,
                    sum.data(),
                    sum.at(batch.tokens[row]) + from,
                    to - from);
          }
        });
    Weights.addUnpadded(kernels, tensor, sum, 0, tensor.rows(), gradient);
    bias.addGradient(dGates, batch.rows(), gradient);
  }
}
