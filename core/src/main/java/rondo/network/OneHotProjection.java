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
  private final TokenTable table; // (V, gates x U)

  OneHotProjection(Tensor weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this.tensor = weights;
    this.bias = new Bias(bias, kernels, parallel);
    this.kernels = kernels;
    int columns = weights.blocks() * Layout.pad(weights.columns() / weights.blocks());
    this.table = new TokenTable(weights.rows(), columns, kernels, parallel);
  }

  @Override
  public void prepare(float[] parameters) {
    bias.prepare(parameters);
    Matrix rows = table.rows();
    for (int token = 0; token < tensor.rows(); token++) {
      Bias.copyPadded(tensor, parameters, token, rows, token);
      Matrix b = bias.padded();
      kernels.elementwise().add(b.data(), b.at(0), rows.data(), rows.at(token), rows.stride());
    }
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    Inputs.requireTokens(batch, tensor.rows());
    table.gather(batch, gates);
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    Matrix sum = table.scatter(batch, dGates);
    Weights.addUnpadded(kernels, tensor, sum, 0, tensor.rows(), gradient);
    bias.addGradient(dGates, batch.rows(), gradient);
  }
}
