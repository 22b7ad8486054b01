package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** {@link InputProjection} with layer normalisation: {@code LN(W_x x_t) + b}. */
final class NormalizedProjection implements InputProjection {
  private final InputProjection sums; // W_x x_t
  private final LayerNorm norm;
  private final Bias bias;
  private final Parallel parallel;

  /**
   * @param sums a projection with {@link Bias#absent}
   */
  NormalizedProjection(
      InputProjection sums, LayerNorm norm, Tensor bias, Kernels kernels, Parallel parallel) {
    this.sums = sums;
    this.norm = norm;
    this.bias = new Bias(bias, kernels, parallel);
    this.parallel = parallel;
  }

  @Override
  public void prepare(float[] parameters) {
    sums.prepare(parameters);
    norm.prepare(parameters);
    bias.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Matrix gates) {
    sums.forward(batch, gates);
    norm.reserve(batch.rows());
    parallel.split(
        batch.rows(),
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            norm.apply(gates, row);
            bias.addTo(gates, row);
          }
        });
  }

  @Override
  public void backward(Batch batch, Matrix dGates, float[] gradient) {
    bias.addGradient(dGates, batch.rows(), gradient);
    norm.addGradient(dGates, 0, batch.rows(), gradient);
    parallel.split(
        batch.rows(),
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            norm.backward(dGates, row, dGates, row);
          }
        });
    sums.backward(batch, dGates, gradient);
  }
}
