package rondo.network;

import rondo.data.Batch;

/** {@code W_x x_t + b} of a recurrent layer, for all time steps of a batch at once. */
interface InputProjection {
  /** Takes W_x and b from the flat parameters. */
  void prepare(float[] parameters);

  /** Sets the rows of {@code gates} (R, gates x U) to W_x x + b. */
  void forward(Batch batch, Matrix gates);

  /** Adds the gradients of W_x and b to {@code gradient}, and dLoss/dx to the layer below. */
  void backward(Batch batch, Matrix dGates, float[] gradient);
}
