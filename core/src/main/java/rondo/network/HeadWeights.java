package rondo.network;

import rondo.kernel.Kernels;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * W_hy (U, V) at work: a matrix of the head, or the embedding (V, width) transposed (Press and Wolf
 * 2017), whose gradient then goes into the embedding.
 */
final class HeadWeights {
  private final Weights weights;
  private final boolean transposed;
  private final int inputs;
  private final int outputs;

  private HeadWeights(Tensor tensor, boolean transposed, Kernels kernels, Parallel parallel) {
    this.weights = new Weights(tensor, kernels, parallel);
    this.transposed = transposed;
    this.inputs = transposed ? tensor.columns() : tensor.rows();
    this.outputs = transposed ? tensor.rows() : tensor.columns();
  }

  /** A matrix (U, V) of the head's own. */
  static HeadWeights own(Tensor tensor, Kernels kernels, Parallel parallel) {
    return new HeadWeights(tensor, false, kernels, parallel);
  }

  /** The transpose of an embedding (V, width). */
  static HeadWeights tied(Tensor embedding, Kernels kernels, Parallel parallel) {
    return new HeadWeights(embedding, true, kernels, parallel);
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  void prepare(float[] parameters) {
    weights.prepare(parameters);
  }

  /** {@code y += h W} for all rows, h's counted from {@code first} on. */
  void multiply(Matrix h, int first, int rows, Matrix y) {
    if (transposed) {
      weights.multiplyTransposedAll(h, first, rows, y, 0);
    } else {
      weights.multiplyAll(h, first, rows, y, 0);
    }
  }

  /** {@code dh += dy W^T} for all rows, dh's counted from {@code first} on. */
  void multiplyBack(Matrix dy, int rows, Matrix dh, int first) {
    if (transposed) {
      weights.multiplyAll(dy, 0, rows, dh, first);
    } else {
      weights.multiplyTransposedAll(dy, rows, dh, first);
    }
  }

  /** Adds {@code h^T dy} to a sum, as {@link Weights#sumGradient}. */
  void sumGradient(Matrix h, int first, Matrix dy, int rows, boolean anew, float[] gradient) {
    if (transposed) {
      weights.sumGradient(dy, 0, h, first, rows, anew, gradient);
    } else {
      weights.sumGradient(h, first, dy, rows, anew, gradient);
    }
  }

  /** {@code gradient += } the sum. */
  void addSum(float[] gradient) {
    weights.addSum(gradient);
  }
}
