package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** A learned vector for each token: {@code x_t = E[token_t]}, E (V, width). */
final class Embedding implements Source {
  private final Tensor tensor;
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix output; // (R, width)
  private final Matrix dOutput;
  private final Matrix sum; // (V, width): the gradient of E
  private float[] parameters;

  Embedding(Tensor tensor, Kernels kernels, Parallel parallel) {
    this.tensor = tensor;
    this.kernels = kernels;
    this.parallel = parallel;
    this.output = new Matrix(tensor.columns());
    this.dOutput = new Matrix(tensor.columns());
    this.sum = new Matrix(tensor.columns());
  }

  void prepare(float[] flat) {
    this.parameters = flat;
  }

  void forward(Batch batch) {
    Inputs.requireTokens(batch, tensor.rows());
    output.reserve(batch.rows());
    dOutput.reserve(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      System.arraycopy(
          parameters,
          tensor.offset() + batch.tokens[row] * tensor.columns(),
          output.data(),
          output.at(row),
          tensor.columns());
    }
  }

  void backward(Batch batch, float[] gradient) {
    sum.reserve(tensor.rows());
    sum.clear(0, tensor.rows());
    parallel.split(
        output.stride(),
        Layout.LANES,
        (from, to) -> {
          for (int row = 0; row < batch.rows(); row++) {
            kernels
                .elementwise()
                .add(
                    dOutput.data(),
                    dOutput.at(row) + from,
                    sum.data(),
                    sum.at(batch.tokens[row]) + from,
                    to - from);
          }
        });
    Weights.addUnpadded(kernels, tensor, sum, 0, tensor.rows(), gradient);
  }

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix dOutput() {
    return dOutput;
  }
}
