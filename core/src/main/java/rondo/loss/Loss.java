package rondo.loss;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.network.Matrix;
import rondo.network.Network;
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
   * @throws rondo.error.RondoException BAD_DATA if a target value is not a finite number
   */
  double apply(Matrix outputs, Batch batch, int first, int rows);

  /** Loss of all output rows at once; the weight is {@link Batch#outputCount()}. */
  default double apply(Matrix outputs, Batch batch) {
    return apply(outputs, batch, 0, batch.outputCount());
  }

  /**
   * The loss that outputs of whole sequences have beside this one at time steps; it is applied to
   * the targets of sequences. This one, unless it makes sense at time steps only.
   */
  default Loss forSequences() {
    return this;
  }

  /** A loss with its options. */
  static Loss of(LossSpec spec, Kernels kernels, Parallel parallel) {
    return new RowLoss(
        switch (spec.kind()) {
          case SOFTMAX_CROSS_ENTROPY -> {
            SoftmaxCrossEntropy plain = new SoftmaxCrossEntropy(kernels.elementwise());
            yield spec.isWeighted()
                ? new WeightedSoftmaxCrossEntropy(plain, spec.classWeights())
                : plain;
          }
          case MEAN_SQUARED_ERROR -> new MeanSquaredError();
          case SIGMOID_CROSS_ENTROPY -> new SigmoidCrossEntropy();
          case MEAN_ABSOLUTE_ERROR -> new MeanAbsoluteError();
          case PINBALL -> new Pinball(spec.quantiles());
        },
        parallel);
  }

  /**
   * The loss of the step outputs of a network: that of {@code spec}, or of the paths of its
   * conditional random field, which is a softmax cross-entropy without options.
   *
   * @throws IllegalArgumentException if {@code spec} is another loss and there is such a field
   */
  static Loss of(LossSpec spec, Network network, Kernels kernels, Parallel parallel) {
    return network.crf() == null
        ? of(spec, kernels, parallel)
        : new CrfLoss(spec, network.crf(), of(spec, kernels, parallel));
  }

  /** A loss without options. */
  static Loss of(LossKind kind, Kernels kernels, Parallel parallel) {
    return of(LossSpec.of(kind), kernels, parallel);
  }
}
