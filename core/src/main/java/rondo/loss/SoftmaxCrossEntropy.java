package rondo.loss;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.network.Matrix;

/**
 * {@code -ln softmax(y)[class]}, in nats; gradient {@code softmax(y) - onehot(class)} (Bridle
 * 1990).
 */
final class SoftmaxCrossEntropy implements RowLoss.Row {
  private final Elementwise elementwise;

  SoftmaxCrossEntropy(Elementwise elementwise) {
    this.elementwise = elementwise;
  }

  @Override
  public void check(Matrix outputs, Batch batch) {
    if (batch.targetClasses == null) {
      throw new IllegalArgumentException("softmax cross-entropy needs target classes");
    }
    for (int row = 0; row < batch.outputCount(); row++) {
      int target = batch.targetClasses[row];
      if (target < 0 || target >= outputs.width()) { // it would be counted in the padding
        throw new IllegalArgumentException(
            "target class: got "
                + target
                + " in output row "
                + row
                + ", expected 0 to "
                + (outputs.width() - 1));
      }
    }
  }

  @Override
  public double apply(Matrix outputs, Batch batch, int row) {
    return elementwise.softmaxCrossEntropy(
        outputs.data(), outputs.at(row), outputs.width(), batch.targetClasses[row]);
  }
}
