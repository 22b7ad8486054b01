package rondo.loss;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.network.Matrix;
import rondo.parallel.Parallel;

/**
 * Loss of the outputs of a batch: a sum over output rows, so that batches and shards of any size
 * can be added; divide by the weight for the mean.
 *
 * <p>Thread use: one thread at a time.
 */
public interface Loss {
  /**
   * Loss of a block of output rows.
   *
   * @param outputs (rows, outputs), of the output rows from {@code first} on; replaced by
   *     dLoss/doutputs, the gradient of the <em>sum</em>
   * @return the sum of the losses of these rows; its weight is {@code rows}
   * @throws IllegalArgumentException if the batch lacks the targets that this loss needs
   */
  double apply(Matrix outputs, Batch batch, int first, int rows);

  /** Loss of all output rows at once; the weight is {@link Batch#outputCount()}. */
  default double apply(Matrix outputs, Batch batch) {
    return apply(outputs, batch, 0, batch.outputCount());
  }

  /** The loss of a kind. */
  static Loss of(LossKind kind, Kernels kernels, Parallel parallel) {
    return switch (kind) {
      case SOFTMAX_CROSS_ENTROPY ->
          new RowLoss(new SoftmaxCrossEntropy(kernels.elementwise()), parallel);
      case MEAN_SQUARED_ERROR -> new RowLoss(new MeanSquaredError(), parallel);
      case SIGMOID_CROSS_ENTROPY -> new RowLoss(new SigmoidCrossEntropy(), parallel);
    };
  }
}
