package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** {@link InputProjection} of the vectors that {@link Inputs} makes of a batch. */
final class VectorProjection implements InputProjection {
  private final Inputs inputs;
  private final DenseProjection dense;

  VectorProjection(Inputs inputs, Tensor weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this.inputs = inputs;
    this.dense = new DenseProjection(inputs, weights, bias, kernels, parallel);
  }

  @Override
  public void prepare(float[] parameters) {
    inputs.prepare(parameters);
    dense.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    inputs.forward(batch);
    dense.forward(batch, gates);
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    inputs.clearGradient(batch);
    dense.backward(batch, dGates, gradient);
    inputs.backward(batch, gradient);
  }
}
