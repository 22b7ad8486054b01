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
  public void forward(CellBuffers buffers, int rows, int row, int previous, int next) {
    float[] z = buffers.gates.data();
    float[] h = buffers.hidden.data();
    int zAt = buffers.gates.at(row);
    int hAt = buffers.hidden.at(next);
    int size = rows * buffers.units;
    if (activation == Activation.TANH) {
      elementwise.tanh(z, zAt, h, hAt, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      h[hAt + i] = Math.max(z[zAt + i], 0);
    }
  }

  @Override
  public void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence) {
    float[] dz = buffers.gates.data();
    float[] h = buffers.hidden.data();
    float[] dh = buffers.dHidden.data();
    int zAt = buffers.gates.at(row);
    int hAt = buffers.hidden.at(next);
    int size = rows * buffers.units;
    if (activation == Activation.TANH) {
      for (int i = 0; i < size; i++) {
        dz[zAt + i] = dh[hAt + i] * Math.fma(-h[hAt + i], h[hAt + i], 1);
      }
      return;
    }
    for (int i = 0; i < size; i++) {
      dz[zAt + i] = h[hAt + i] > 0 ? dh[hAt + i] : 0;
    }
  }
}
