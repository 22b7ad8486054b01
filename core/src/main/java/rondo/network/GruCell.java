package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
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
 */
final class GruCell implements Cell {
  private final Elementwise elementwise;
  private ParameterLayout.Tensor biasTensor;
  private float[] bias; // (U): b_hn

  GruCell(CellSpec spec, Kernels kernels) {
    this.elementwise = kernels.elementwise();
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
    int stride = buffers.units;
    int first = units.from();
    int count = units.count();
    float[] gates = buffers.gates.data();
    float[] recurrent = buffers.recurrent.data();
    float[] h = buffers.hidden.data();
    for (int i = 0; i < rows; i++) {
      int r = buffers.gates.at(row + i) + first;
      int u = r + stride;
      int n = u + stride;
      elementwise.add(recurrent, r, gates, r, count);
      elementwise.sigmoid(gates, r, gates, r, count);
      elementwise.add(recurrent, u, gates, u, count);
      elementwise.sigmoid(gates, u, gates, u, count);
      elementwise.add(bias, first, recurrent, n, count);
      elementwise.multiplyAdd(gates, r, recurrent, n, gates, n, count);
      elementwise.tanh(gates, n, gates, n, count);
      int before = buffers.hidden.at(previous + i) + first;
      int after = buffers.hidden.at(next + i) + first;
      for (int j = 0; j < count; j++) {
        h[after + j] = Math.fma(gates[u + j], h[before + j] - gates[n + j], gates[n + j]);
      }
    }
  }

  @Override
  public void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence, Units units) {
    int stride = buffers.units;
    float[] gates = buffers.gates.data();
    float[] recurrent = buffers.recurrent.data();
    float[] h = buffers.hidden.data();
    float[] dHidden = buffers.dHidden.data();
    for (int i = 0; i < rows; i++) {
      int r = buffers.gates.at(row + i) + units.from();
      int u = r + stride;
      int n = u + stride;
      int before = buffers.hidden.at(previous + i) + units.from();
      int after = buffers.hidden.at(next + i) + units.from();
      for (int j = 0; j < units.count(); j++) {
        float dh = dHidden[after + j];
        float reset = gates[r + j];
        float update = gates[u + j];
        float candidate = gates[n + j];
        float dUpdate = dh * (h[before + j] - candidate) * (update * (1 - update));
        float dCandidate = dh * (1 - update) * Math.fma(-candidate, candidate, 1);
        float dReset = dCandidate * recurrent[n + j] * (reset * (1 - reset));
        dHidden[before + j] = Math.fma(dh, update, dHidden[before + j]);
        gates[r + j] = dReset;
        gates[u + j] = dUpdate;
        gates[n + j] = dCandidate;
        recurrent[r + j] = dReset;
        recurrent[u + j] = dUpdate;
        recurrent[n + j] = dCandidate * reset;
      }
    }
  }

  @Override
  public void addGradients(CellBuffers buffers, Batch batch, float[] gradient) {
    int candidate = 2 * buffers.units;
    elementwise.addRows(
        buffers.recurrent.data(),
        candidate,
        buffers.recurrent.stride(),
        batch.rows(),
        gradient,
        biasTensor.offset(),
        biasTensor.columns());
  }
}
