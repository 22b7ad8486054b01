package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** A learned vector for each token: {@code x_t = E[token_t]}, E (V, width). */
final class Embedding implements Source {
  private final Tensor tensor;
  private final Kernels kernels;
  private final Parallel parallel;
  private final Matrix vectors; // E (V, width), padded
  private final Matrix output; // (R, width)
  private final Matrix dOutput;
  private final Matrix dVectors; // (V, width)
  private float[] parameters;
  private boolean vectorsReady;

  Embedding(Tensor tensor, Kernels kernels, Parallel parallel) {
    this.tensor = tensor;
    this.kernels = kernels;
    this.parallel = parallel;
    this.vectors = new Matrix(tensor.columns());
    this.output = new Matrix(tensor.columns());
    this.dOutput = new Matrix(tensor.columns());
    this.dVectors = new Matrix(tensor.columns());
  }

  /** V. */
  int tokens() {
    return tensor.rows();
  }

  void prepare(float[] flat) {
    this.parameters = flat;
    vectorsReady = false;
  }

  /** E (V, width), padded. */
  Matrix vectors() {
    if (!vectorsReady) {
      vectors.reserve(tensor.rows());
      for (int token = 0; token < tensor.rows(); token++) {
        Bias.copyPadded(tensor, parameters, token, vectors, token);
      }
      vectorsReady = true;
    }
    return vectors;
  }

  /** Room for dLoss/dE (V, width), cleared. */
  Matrix dVectors() {
    dVectors.reserve(tensor.rows());
    dVectors.clear(0, tensor.rows());
    return dVectors;
  }

  void addGradient(Matrix dVectors, float[] gradient) {
    parallel.split(
        tensor.rows(),
        1,
        (from, to) -> Weights.addUnpadded(kernels, tensor, dVectors, from, to, gradient));
  }

  /** Looks up the vectors of a batch; straight in the parameters, most tokens may not occur. */
  void forward(Batch batch) {
    output.reserve(batch.rows());
    dOutput.reserve(batch.rows());
    parallel.split(
        batch.rows(),
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            System.arraycopy(
                parameters,
                tensor.offset() + batch.tokens[row] * tensor.columns(),
                output.data(),
                output.at(row),
                tensor.columns());
          }
        });
  }

  /** Adds dLoss/dE, from {@link #dOutput}: to the rows of the tokens that occur, no others. */
  void backward(Batch batch, float[] gradient) {
    TokenTable.scatter(
        batch,
        dOutput,
        tensor.columns(),
        gradient,
        tensor.offset(),
        tensor.columns(),
        kernels,
        parallel);
  }

  @Override
  public Matrix output() {
    return output;
  }

  @Override
  public Matrix dOutput() {
    return dOutput;
  }
}
