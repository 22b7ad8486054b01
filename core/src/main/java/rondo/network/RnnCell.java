package rondo.network;

import rondo.kernel.Elementwise;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.CellSpec.Activation;
import rondo.model.Initializer;

/**
 * The plain recurrent network (Elman 1990):
 *
 * <pre>
 * h_t = tanh(W_hh h_{t-1} + W_xh x_t + b)
 * </pre>
 *
 * or with ReLU in place of tanh; then W_hh starts as the identity (Le, Jaitly and Hinton 2015).
 *
 * <p>With layer normalisation {@code h_t = tanh(LN(W_hh h_{t-1}) + LN(W_xh x_t) + b)}: {@link
 * LayerNorm}.
 */
final class RnnCell implements Cell {
  private final Activation activation;
  private final Elementwise elementwise;

  RnnCell(CellSpec spec, Kernels kernels) {
    this.activation = spec.activation();
    this.elementwise = kernels.elementwise();
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public boolean hasCellState() {
    return false;
  }

  @Override
  public boolean separateRecurrent() {
    return false;
  }

  @Override
  public Initializer recurrentInitializer() {
    return activation == Activation.RELU ? Initializer.identity() : Initializer.orthogonal();
  }

  @Override
  public Initializer biasInitializer(int hidden) {
    return Initializer.zeros();
  }

  @Override
  public void forward(CellBuffers buffers, int rows, int row, int previous, int next, Units units) {
    float[] z = buffers.gates.data();
    float[] h = buffers.hidden.data();
    for (int i = 0; i < rows; i++) {
      int zAt = buffers.gates.at(row + i) + units.from();
      int hAt = buffers.hidden.at(next + i) + units.from();
      if (activation == Activation.TANH) {
        elementwise.tanh(z, zAt, h, hAt, units.count());
      } else {
        elementwise.relu(z, zAt, h, hAt, units.count());
      }
    }
  }

  @Override
  public void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence, Units units) {
    float[] dz = buffers.gates.data();
    float[] h = buffers.hidden.data();
    float[] dh = buffers.dHidden.data();
    for (int i = 0; i < rows; i++) {
      int zAt = buffers.gates.at(row + i) + units.from();
      int hAt = buffers.hidden.at(next + i) + units.from();
      if (activation == Activation.TANH) {
        elementwise.tanhBackward(h, hAt, dh, hAt, dz, zAt, units.count());
      } else {
        elementwise.reluBackward(h, hAt, dh, hAt, dz, zAt, units.count());
      }
    }
  }
}
