package rondo.network;

import rondo.data.Batch;

/**
 * Real inputs of a batch, as rows of a padded matrix. They are data: nobody wants their gradient.
 */
final class Inputs implements Source {
  private final Matrix output;

  Inputs(int size) {
    this.output = new Matrix(size);
  }

  void forward(Batch batch) {
    if (batch.featureSize != output.width()) {
      throw new IllegalArgumentException(
          "inputs: got " + batch.featureSize + " a time step, expected " + output.width());
    }
    output.reserve(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      System.arraycopy(
          batch.features, row * batch.featureSize, output.data(), output.at(row), output.width());
    }
  }

  /**
   * A token outside the vocabulary would read the numbers of another tensor.
   *
   * @throws IllegalArgumentException if the batch has no tokens, or one outside 0..size-1
   */
  static void requireTokens(Batch batch, int size) {
    if (batch.tokens == null) {
      throw new IllegalArgumentException(
          "inputs: got " + batch.featureSize + " real numbers a time step, expected tokens");
    }
    for (int row = 0; row < batch.rows(); row++) {
      int token = batch.tokens[row];
      if (token < 0 || token >= size) {
        throw new IllegalArgumentException(
            "token: got " + token + " in row " + row + ", expected 0 to " + (size - 1));
      }
    }
  }

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix dOutput() {
    return null;
  }
}
