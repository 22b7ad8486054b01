package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * {@link InputProjection} of vectors: real inputs, embeddings, or what the layer below puts out.
 */
final class DenseProjection implements InputProjection {
  private final Source source;
  private final Weights weights;
  private final Bias bias;

  DenseProjection(Source source, Tensor weights, Tensor bias, Kernels kernels, Parallel parallel) {
    this(source, new Weights(weights, kernels, parallel), new Bias(bias, kernels, parallel));
  }

  DenseProjection(Source source, Weights weights, Bias bias) {
    this.source = source;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public void prepare(float[] parameters) {
    weights.prepare(parameters);
    bias.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    bias.fill(gates, batch.rows());
    weights.multiplyAll(source.output(), source.first(batch), batch.rows(), gates, 0);
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    weights.addGradient(source.output(), source.first(batch), dGates, batch.rows(), gradient);
    bias.addGradient(dGates, batch.rows(), gradient);
    Matrix dInput = source.dOutput();
    if (dInput != null) {
      weights.multiplyTransposedAll(dGates, batch.rows(), dInput, source.first(batch));
    }
  }
}
