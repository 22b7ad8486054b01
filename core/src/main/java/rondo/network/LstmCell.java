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
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with forget gate (Gers, Schmidhuber and
 * Cummins 2000) and, if asked for, peepholes p (Gers and Schmidhuber 2000):
 *
 * <pre>
 * i_t = sigmoid(W_xi x_t + W_hi h_{t-1} + p_i c_{t-1} + b_i)    input gate
 * f_t = sigmoid(W_xf x_t + W_hf h_{t-1} + p_f c_{t-1} + b_f)    forget gate
 * g_t = tanh(W_xg x_t + W_hg h_{t-1} + b_g)                     candidate
 * c_t = f_t c_{t-1} + i_t g_t                                   cell state
 * o_t = sigmoid(W_xo x_t + W_ho h_{t-1} + p_o c_t + b_o)        output gate
 * h_t = o_t tanh(c_t)
 * </pre>
 *
 * Gate order in all weights: i, f, g, o. b_f starts at the configured forget bias (1 by default).
 */
final class LstmCell implements Cell {
  private final float forgetBias;
  private final boolean peepholes;
  private final Gates gates;
  private final Elementwise elementwise;
  private ParameterLayout.Tensor peepholeTensor;
  private float[] peephole; // (3, U) for i, f, o; null without peepholes

  LstmCell(CellSpec spec, Kernels kernels) {
    this.forgetBias = (float) spec.forgetBias();
    this.peepholes = spec.peepholes();
    this.gates = kernels.gates();
    this.elementwise = kernels.elementwise();
  }

  @Override
  public int gates() {
    return 4;
  }

  @Override
  public boolean hasCellState() {
    return true;
  }

  @Override
  public boolean separateRecurrent() {
    return false;
  }

  @Override
  public Initializer recurrentInitializer() {
    return Initializer.orthogonal();
  }

  @Override
  public Initializer biasInitializer(int hidden) {
    return Initializer.columns(hidden, 2 * hidden, forgetBias);
  }

  @Override
  public void declare(ParameterLayout.Builder layout, String prefix, int hidden) {
    if (peepholes) {
      peepholeTensor = layout.add(prefix + ".peephole", 3, hidden, 1, Initializer.zeros());
    }
  }

  @Override
  public void prepare(float[] parameters) {
    if (peepholes) {
      int hidden = peepholeTensor.columns();
      int units = Layout.pad(hidden);
      peephole = peephole == null ? new float[3 * units] : peephole;
      for (int gate = 0; gate < 3; gate++) {
        System.arraycopy(
            parameters, peepholeTensor.offset() + gate * hidden, peephole, gate * units, hidden);
      }
    }
  }

  @Override
  public void forward(CellBuffers buffers, int rows, int row, int previous, int next, Units units) {
    float[] c = buffers.cell.data();
    int from = units.from();
    gates.lstmForward(
        rows,
        units.count(),
        buffers.units,
        buffers.gates.data(),
        buffers.gates.at(row) + from,
        peephole,
        from,
        c,
        buffers.cell.at(previous) + from,
        c,
        buffers.cell.at(next) + from,
        buffers.hidden.data(),
        buffers.hidden.at(next) + from);
  }

  @Override
  public void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence, Units units) {
    backward(buffers, rows, row, previous, next, sequence, units, buffers.dHidden, next);
  }

  /** The same with dLoss/dh from rows {@code dHiddenRow} on of another buffer. */
  void backward(
      CellBuffers buffers,
      int rows,
      int row,
      int previous,
      int next,
      int sequence,
      Units units,
      Matrix dHidden,
      int dHiddenRow) {
    float[] c = buffers.cell.data();
    int from = units.from();
    gates.lstmBackward(
        rows,
        units.count(),
        buffers.units,
        buffers.gates.data(),
        buffers.gates.at(row) + from,
        peephole,
        from,
        c,
        buffers.cell.at(previous) + from,
        c,
        buffers.cell.at(next) + from,
        dHidden.data(),
        dHidden.at(dHiddenRow) + from,
        buffers.dCell.data(),
        buffers.dCell.at(sequence) + from,
        buffers.scratch.data(),
        buffers.scratch.at(sequence) + from);
  }

  @Override
  public void addGradients(CellBuffers buffers, Batch batch, float[] gradient) {
    if (!peepholes) {
      return;
    }
    int hidden = peepholeTensor.columns();
    int sequences = batch.batchSize();
    for (int t = 0; t < batch.timeSteps(); t++) {
      for (int b = 0; b < batch.activeRows(t); b++) {
        int row = batch.rowOffset(t) + b;
        int previous = t == 0 ? b : sequences + batch.rowOffset(t - 1) + b;
        addRow(buffers, row, 0, buffers.cell.at(previous), gradient, 0);
        addRow(buffers, row, 1, buffers.cell.at(previous), gradient, hidden);
        addRow(buffers, row, 3, buffers.cell.at(sequences + row), gradient, 2 * hidden);
      }
    }
  }

  private void addRow(
      CellBuffers buffers, int row, int gate, int cellAt, float[] gradient, int peepholeAt) {
    float[] dz = buffers.gates.data();
    float[] c = buffers.cell.data();
    int zAt = buffers.gates.at(row) + gate * buffers.units;
    int pAt = peepholeTensor.offset() + peepholeAt;
    elementwise.multiplyAdd(dz, zAt, c, cellAt, gradient, pAt, peepholeTensor.columns());
  }
}
