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

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix dOutput() {
    return null;
  }
}
