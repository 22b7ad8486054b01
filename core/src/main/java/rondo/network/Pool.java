package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout;
import rondo.parallel.Parallel;

/**
 * How the vectors of a sequence become one. Works on the time steps that a sequence has, so that
 * what it gives does not depend on the other sequences of the batch.
 */
interface Pool {
  /** Takes its parameters from the flat array, if it has any. */
  default void prepare(float[] parameters) {}

  /** Sets row b of {@code pooled} (B, width) to the vector of sequence b. */
  void forward(Batch batch, Source source, Matrix pooled);

  /**
   * The way back of the {@link #forward} just made: adds to the gradient of the source, and to that
   * of its parameters.
   *
   * @param dPooled (B, width) dLoss/dpooled; may be overwritten
   */
  void backward(Batch batch, Source source, Matrix dPooled, float[] gradient);

  /**
   * The pooling that a description asks for; declares its parameters.
   *
   * @param width of the vectors
   */
  static Pool of(
      ModelSpec spec,
      int width,
      ParameterLayout.Builder layout,
      Kernels kernels,
      Parallel parallel) {
    return switch (spec.head().pooling()) {
      case LAST -> new LastPool(spec.bidirectional() ? width / 2 : width, parallel);
      case MEAN -> new MeanPool(kernels.elementwise(), parallel);
      case MAX -> new MaxPool(parallel);
      case ATTENTION -> new AttentionPool(width, layout, kernels, parallel);
    };
  }
}
