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
  public void check(Matrix outputs, Batch batch, int first, int rows) {
    requireClasses(outputs, batch, first, rows);
  }

  static void requireClasses(Matrix outputs, Batch batch, int first, int rows) {
    if (batch.targetClasses == null) {
      throw new IllegalArgumentException("softmax cross-entropy needs target classes");
    }
    for (int row = first; row < first + rows; row++) {
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
  public int targets(Matrix outputs) {
    return 0;
  }

  @Override
  public double apply(Matrix outputs, int at, Batch batch, int row) {
    return elementwise.softmaxCrossEntropy(
        outputs.data(), outputs.at(at), outputs.width(), batch.targetClasses[row]);
  }
}
