package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * {@link LstmCell} with layer normalisation (Ba, Kiros and Hinton 2016, equations 20 to 22, each
 * gate normalised by itself). The layer gives it {@code z_t = LN(W_x x_t) + LN(W_h h_{t-1}) + b} in
 * place of {@code W_x x_t + W_h h_{t-1} + b}; h reads the normalised cell state, which has a bias
 * of its own:
 *
 * <pre>
 * i_t = sigmoid(z_ti)   f_t = sigmoid(z_tf)   g_t = tanh(z_tg)   o_t = sigmoid(z_to)
 * c_t = f_t c_{t-1} + i_t g_t
 * h_t = o_t tanh(LN(c_t) + b_c)
 * </pre>
 *
 * Parameters beside those of the layer: {@code layerN.cell_gain} of LN(c) and {@code
 * layerN.cell_bias}, b_c (1, H).
 */
final class NormalizedLstmCell implements Cell {
  private final LstmCell plain;
  private final Kernels kernels;
  private final Elementwise elementwise;
  private LayerNorm norm;
  private Tensor biasTensor;
  private Matrix bias; // (1, U)
  private Matrix squashed; // (B + R, U): tanh(LN(c) + b_c)
  private Matrix dNormal; // (B + R, U): dLoss/dLN(c)
  private Matrix dOutputGate; // (B, U): of the sums of o
  private Matrix dCell; // (B, U): dLoss/dc through LN(c)
  private Matrix zeros; // (B, U)

  NormalizedLstmCell(CellSpec spec, Kernels kernels) {
    this.plain = new LstmCell(spec, kernels);
    this.kernels = kernels;
    this.elementwise = kernels.elementwise();
  }

  @Override
  public int gates() {
    return plain.gates();
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
    return plain.recurrentInitializer();
  }

  @Override
  public Initializer biasInitializer(int hidden) {
    return plain.biasInitializer(hidden);
  }

  @Override
  public void declare(ParameterLayout.Builder layout, String prefix, int hidden) {
    norm = new LayerNorm(prefix + ".cell_gain", hidden, 1, layout, kernels, Parallel.single());
    biasTensor = layout.add(prefix + ".cell_bias", 1, hidden, 1, Initializer.zeros());
    bias = new Matrix(hidden);
    squashed = new Matrix(hidden);
    dNormal = new Matrix(hidden);
    dOutputGate = new Matrix(hidden);
    dCell = new Matrix(hidden);
    zeros = new Matrix(hidden);
  }

  @Override
  public void prepare(float[] parameters) {
    norm.prepare(parameters);
    bias.reserve(1);
    Bias.copyPadded(biasTensor, parameters, 0, bias, 0);
  }

  @Override
  public void reserve(int sequences, int rows) {
    norm.reserve(sequences + rows);
    squashed.reserve(sequences + rows);
    dNormal.reserve(sequences + rows);
    dOutputGate.reserve(sequences);
    dCell.reserve(sequences);
    zeros.reserve(sequences);
  }

  @Override
  public void forward(CellBuffers buffers, int rows, int row, int previous, int next, Units units) {
    plain.forward(buffers, rows, row, previous, next, units);
    for (int i = next; i < next + rows; i++) {
      bias.copyRows(0, squashed, i, 1);
      norm.addTo(buffers.cell, i, squashed);
      float[] s = squashed.data();
      int at = squashed.at(i);
      elementwise.tanh(s, at, s, at, buffers.units);
      elementwise.multiply(
          s,
          at,
          buffers.gates.data(),
          outputGate(buffers, row + i - next),
          buffers.hidden.data(),
          buffers.hidden.at(i),
          buffers.units);
    }
  }

  private static int outputGate(CellBuffers buffers, int row) {
    return buffers.gates.at(row) + 3 * buffers.units;
  }

  @Override
  public void backward(
      CellBuffers buffers, int rows, int row, int previous, int next, int sequence, Units units) {
    for (int i = 0; i < rows; i++) {
      splitGradient(buffers, row + i, next + i, sequence + i);
    }
    plain.backward(buffers, rows, row, previous, next, sequence, units, zeros, sequence);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          dOutputGate.data(),
          dOutputGate.at(sequence + i),
          buffers.gates.data(),
          outputGate(buffers, row + i),
          buffers.units);
    }
  }

  /** dLoss/dh of a row to the sums of o, and to c through LN(c); the plain cell does the rest. */
  private void splitGradient(CellBuffers buffers, int row, int next, int sequence) {
    int size = buffers.units;
    float[] dh = buffers.dHidden.data();
    int dhAt = buffers.dHidden.at(next);
    float[] o = buffers.gates.data();
    int oAt = outputGate(buffers, row);
    float[] s = squashed.data();
    int sAt = squashed.at(next);
    float[] dn = dNormal.data();
    int dnAt = dNormal.at(next);
    elementwise.multiply(dh, dhAt, o, oAt, dn, dnAt, size);
    elementwise.tanhBackward(s, sAt, dn, dnAt, dn, dnAt, size);
    float[] dOutput = dOutputGate.data();
    int to = dOutputGate.at(sequence);
    for (int unit = 0; unit < size; unit++) {
      float gate = o[oAt + unit];
      dOutput[to + unit] = dh[dhAt + unit] * s[sAt + unit] * (gate * (1 - gate));
    }
    norm.backward(dNormal, next, dCell, sequence);
    elementwise.add(
        dCell.data(), dCell.at(sequence), buffers.dCell.data(), buffers.dCell.at(sequence), size);
  }

  @Override
  public void addGradients(CellBuffers buffers, Batch batch, float[] gradient) {
    int first = batch.batchSize();
    norm.addGradient(dNormal, first, batch.rows(), gradient);
    elementwise.addRows(
        dNormal.data(),
        dNormal.at(first),
        dNormal.stride(),
        batch.rows(),
        gradient,
        biasTensor.offset(),
        biasTensor.columns());
  }
}
