package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.kernel.Gates;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.model.CellSpec;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;

/**
 * Gated recurrent unit (Cho et al. 2014), with the reset gate applied after the product, so that
 * all of W_h h_{t-1} is one product:
 *
 * <pre>
 * r_t = sigmoid(W_xr x_t + W_hr h_{t-1} + b_r)                  reset gate
 * u_t = sigmoid(W_xu x_t + W_hu h_{t-1} + b_u)                  update gate
 * n_t = tanh(W_xn x_t + b_n + r_t (W_hn h_{t-1} + b_hn))        candidate
 * h_t = (1 - u_t) n_t + u_t h_{t-1}
 * </pre>
 *
 * Gate order in all weights: r, u, n.
 *
 * <p>With layer normalisation each product with x_t and with h_{t-1} is its LN, as in {@code n_t =
 * tanh(LN(W_xn x_t) + b_n + r_t (LN(W_hn h_{t-1}) + b_hn))}: {@link LayerNorm}.
 */
final class GruCell implements Cell {
  private final Elementwise elementwise;
  private final Gates gates;
  private ParameterLayout.Tensor biasTensor;
  private float[] bias; // (U): b_hn

  GruCell(CellSpec spec, Kernels kernels) {
    this.elementwise = kernels.elementwise();
    this.gates = kernels.gates();
  }

  @Override
  public int gates() {
    return 3;
  }

  @Override
  public boolean hasCellState() {
    return false;
  }

  @Override
  public boolean separateRecurrent() {
    return true;
  }

  @Override
  public Initializer recurrentInitializer() {
    return Initializer.orthogonal();
  }

  @Override
  public Initializer biasInitializer(int hidden) {
    return Initializer.zeros();
  }

  @Override
  public void declare(ParameterLayout.Builder layout, String prefix, int hidden) {
    biasTensor = layout.add(prefix + ".recurrent_bias", 1, hidden, 1, Initializer.zeros());
  }

  @Override
  public void prepare(float[] parameters) {
    bias = bias == null ? new float[Layout.pad(biasTensor.columns())] : bias;
    System.arraycopy(parameters, biasTensor.offset(), bias, 0, biasTensor.columns());
  }

  @Override
  public void forward(CellBuffers buffers, int rows, int row, int previous, int next, Units units) {
    int from = units.from();
    float[] h = buffers.hidden.data();
    gates.gruForward(
        rows,
        units.count(),
        buffers.units,
        buffers.gates.data(),
        buffers.gates.at(row) + from,
        buffers.recurrent.data(),
        buffers.recurrent.at(row) + from,
        bias,
        from,
        h,
        buffers.hidden.at(previous) + from,
        h,
        buffers.hidden.at(next) + from);
  }

  @Override
  public void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence, Units units) {
    int from = units.from();
    float[] dh = buffers.dHidden.data();
    gates.gruBackward(
        rows,
        units.count(),
        buffers.units,
        buffers.gates.data(),
        buffers.gates.at(row) + from,
        buffers.recurrent.data(),
        buffers.recurrent.at(row) + from,
        buffers.hidden.data(),
        buffers.hidden.at(previous) + from,
        dh,
        buffers.dHidden.at(next) + from,
        dh,
        buffers.dHidden.at(previous) + from);
  }

  @Override
  public void addGradients(CellBuffers buffers, Batch batch, float[] gradient) {
    int candidate = 2 * buffers.units;
    elementwise.addRows(
        buffers.recurrent.data(),
        buffers.recurrent.at(0) + candidate,
        buffers.recurrent.stride(),
        batch.rows(),
        gradient,
        biasTensor.offset(),
        biasTensor.columns());
  }
}
