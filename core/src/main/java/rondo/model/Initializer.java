package rondo.model;

import rondo.model.ParameterLayout.Tensor;

/** How a tensor starts. The numbers depend on the tensor's name and shape and on the seed alone. */
@FunctionalInterface
public interface Initializer {
  /** Fills the stretch of {@code parameters} that belongs to {@code tensor}. */
  void fill(float[] parameters, Tensor tensor, long seed);

  /** All zero. */
  static Initializer zeros() {
    return (parameters, tensor, seed) -> {};
  }

  /** Columns {@code from} to {@code to} hold {@code value}, all others zero. */
  static Initializer columns(int from, int to, float value) {
    return (parameters, tensor, seed) -> {
      for (int row = 0; row < tensor.rows(); row++) {
        for (int column = from; column < to; column++) {
          parameters[tensor.offset() + row * tensor.columns() + column] = value;
        }
      }
    };
  }

  /** Uniform in [-limit, limit]. */
  static Initializer uniform(double limit) {
    return (parameters, tensor, seed) -> {
      long key = CounterRandom.key(seed, tensor.name().hashCode());
      for (int i = 0; i < tensor.size(); i++) {
        parameters[tensor.offset() + i] =
            (float) (limit * (2.0 * CounterRandom.uniform(key, i) - 1.0));
      }
    };
  }

  /** Uniform with the variance 2 / (inputs + outputs of one block): Glorot and Bengio 2010. */
  static Initializer glorot() {
    return (parameters, tensor, seed) -> {
      double fan = tensor.rows() + (double) tensor.columns() / tensor.blocks();
      uniform(Math.sqrt(6.0 / fan)).fill(parameters, tensor, seed);
    };
  }

  /** Each square block is the identity: Le, Jaitly and Hinton 2015, for ReLU. */
  static Initializer identity() {
    return (parameters, tensor, seed) -> {
      int width = tensor.columns() / tensor.blocks();
      for (int row = 0; row < tensor.rows(); row++) {
        for (int block = 0; block < tensor.blocks(); block++) {
          parameters[tensor.offset() + row * tensor.columns() + block * width + row] = 1;
        }
      }
    };
  }

  /** Each square block is a random orthogonal matrix: Saxe, McClelland and Ganguli 2013. */
  static Initializer orthogonal() {
    return (parameters, tensor, seed) -> {
      long key = CounterRandom.key(seed, tensor.name().hashCode());
      int width = tensor.columns() / tensor.blocks();
      for (int block = 0; block < tensor.blocks(); block++) {
        double[][] rows = OrthogonalMatrix.random(tensor.rows(), CounterRandom.key(key, block));
        for (int row = 0; row < tensor.rows(); row++) {
          for (int column = 0; column < width; column++) {
            parameters[tensor.offset() + row * tensor.columns() + block * width + column] =
                (float) rows[row][column];
          }
        }
      }
    };
  }
}
