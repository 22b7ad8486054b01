package rondo.loss;

import rondo.data.Batch;
import rondo.network.Crf;
import rondo.network.Matrix;

/**
 * {@code ln Z - s(target classes)} of each sequence, in nats, under a {@link Crf}. Its weight is
 * the output rows as that of every loss, so a mean is nats an output row.
 */
final class CrfLoss implements Loss {
  private final Crf crf;
  private final Loss plain;

  /**
   * @param plain the same loss without the field
   * @throws IllegalArgumentException if {@code spec} is not a softmax cross-entropy without options
   */
  CrfLoss(LossSpec spec, Crf crf, Loss plain) {
    if (!spec.equals(LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY))) {
      throw new IllegalArgumentException(
          "loss: got "
              + spec.name()
              + ", expected SOFTMAX_CROSS_ENTROPY without class weights with a conditional random"
              + " field");
    }
    this.crf = crf;
    this.plain = plain;
  }

  @Override
  public Loss forSequences() {
    return plain;
  }

  @Override
  public double apply(Matrix outputs, Batch batch, int first, int rows) {
    if (first != 0 || rows != batch.outputCount()) {
      throw new IllegalArgumentException(
          "outputs: got "
              + rows
              + " of "
              + batch.outputCount()
              + ", expected all of them: a conditional random field needs whole sequences");
    }
    if (batch.carriesState) {
      throw new IllegalArgumentException(
          "batch: got the continuation of sequences, expected whole ones: a conditional random"
              + " field needs them");
    }
    SoftmaxCrossEntropy.requireClasses(outputs, batch, first, rows);
    return crf.loss(outputs, batch);
  }
}
