package rondo.network;

import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/**
 * A recurrent layer: owns time around a {@link Cell}. {@code W_x x + b} is there for all time steps
 * before the loop, the gradients of the weights are taken for all of them after it, and one thread
 * keeps its rows of the batch for the whole sequence, so there is no barrier between time steps.
 */
final class Recurrent implements Source {
  private final Cell cell;
  private final InputProjection projection;
  private final Weights weights; // W_h
  private final InitialStates initial;
  private final double recurrentDropout;
  private final Kernels kernels;
  private final Parallel parallel;
  private final CellBuffers buffers;
  private final LaterGradient later;
  private final Matrix hiddenPrevious; // (R, U): h_{t-1} as it enters W_h
  private final DropoutMask mask; // (B, U): the same at all time steps
  private boolean masked;

  Recurrent(
      String prefix,
      Cell cell,
      InputProjection projection,
      int hidden,
      ModelSpec spec,
      ParameterLayout.Builder layout,
      Kernels kernels,
      Parallel parallel) {
    Tensor recurrent =
        layout.add(
            prefix + ".w_h",
            hidden,
            cell.gates() * hidden,
            cell.gates(),
            cell.recurrentInitializer());
    this.cell = cell;
    this.projection = projection;
    this.weights = new Weights(recurrent, kernels, parallel);
    this.recurrentDropout = spec.recurrentDropout();
    this.kernels = kernels;
    this.parallel = parallel;
    this.buffers = new CellBuffers(hidden, cell.gates());
    this.later = new LaterGradient(hidden, cell.hasCellState());
    this.hiddenPrevious = new Matrix(hidden);
    this.mask = new DropoutMask(recurrentDropout, hidden);
    cell.declare(layout, prefix, hidden);
    this.initial =
        new InitialStates(
            prefix, spec.initialState() == InitialState.LEARNED, cell, hidden, layout, buffers);
  }

  void prepare(float[] parameters) {
    projection.prepare(parameters);
    weights.prepare(parameters);
    cell.prepare(parameters);
    initial.prepare(parameters);
  }

  void forward(Batch batch, Pass pass, int place) {
    int sequences = batch.batchSize();
    int rows = batch.rows();
    reserve(sequences, rows);
    masked = pass.training() && recurrentDropout > 0;
    if (masked) {
      mask.draw(pass.key(place), 0, sequences, parallel);
    }
    initial.start(batch);
    projection.forward(batch, buffers.gates);
    parallel.forRange(sequences, chunk(batch), (from, to) -> forward(batch, from, to));
    initial.keep(batch);
  }

  /** The time loop of the sequences {@code from} to {@code to} - 1. */
  private void forward(Batch batch, int from, int to) {
    int sequences = batch.batchSize();
    Matrix sums = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    for (int t = 0; t < batch.timeSteps(); t++) {
      int rows = Math.min(to, batch.activeRows(t)) - from;
      if (rows <= 0) {
        return;
      }
      int row = batch.rowOffset(t) + from;
      int previous = previous(batch, t) + from;
      copyPrevious(previous, row, from, rows);
      if (cell.separateRecurrent()) {
        sums.clear(row, rows);
      }
      weights.multiply(hiddenPrevious, row, rows, sums, row);
      cell.forward(buffers, rows, row, previous, sequences + row);
    }
  }

  private void copyPrevious(int previous, int row, int sequence, int rows) {
    Matrix hidden = buffers.hidden;
    int size = rows * hidden.stride();
    if (masked) {
      Matrix factors = mask.factors();
      kernels
          .elementwise()
          .multiply(
              hidden.data(),
              hidden.at(previous),
              factors.data(),
              factors.at(sequence),
              hiddenPrevious.data(),
              hiddenPrevious.at(row),
              size);
    } else {
      System.arraycopy(
          hidden.data(), hidden.at(previous), hiddenPrevious.data(), hiddenPrevious.at(row), size);
    }
  }

  void backward(Batch batch, float[] gradient) {
    int sequences = batch.batchSize();
    buffers.dCell.clear(0, sequences);
    if (later.sequences() > 0) {
      later.addTo(batch, buffers);
    }
    parallel.forRange(sequences, chunk(batch), (from, to) -> backward(batch, from, to));
    Matrix sums = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    weights.addGradient(hiddenPrevious, 0, sums, batch.rows(), gradient);
    cell.addGradients(buffers, batch, gradient);
    initial.addGradients(batch, gradient);
    projection.backward(batch, buffers.gates, gradient);
  }

  private void backward(Batch batch, int from, int to) {
    int sequences = batch.batchSize();
    Matrix dSums = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    for (int t = batch.timeSteps() - 1; t >= 0; t--) {
      int rows = Math.min(to, batch.activeRows(t)) - from;
      if (rows <= 0) {
        continue;
      }
      int row = batch.rowOffset(t) + from;
      int previous = previous(batch, t) + from;
      cell.backward(buffers, rows, row, previous, sequences + row, from);
      if (masked) {
        Matrix scratch = buffers.scratch;
        scratch.clear(from, rows);
        weights.multiplyTransposed(dSums, row, rows, scratch, from);
        kernels
            .elementwise()
            .multiplyAdd(
                scratch.data(),
                scratch.at(from),
                mask.factors().data(),
                mask.factors().at(from),
                buffers.dHidden.data(),
                buffers.dHidden.at(previous),
                rows * scratch.stride());
      } else {
        weights.multiplyTransposed(dSums, row, rows, buffers.dHidden, previous);
      }
    }
  }

  /** Row of the states that holds sequence 0 before time {@code t}. */
  private static int previous(Batch batch, int t) {
    return t == 0 ? 0 : batch.batchSize() + batch.rowOffset(t - 1);
  }

  /**
   * Sequences a thread takes at once: even shares of equal lengths, smaller ones of ragged. A share
   * that is no whole number of tiles costs less than threads that wait for the longest share.
   */
  private int chunk(Batch batch) {
    int sequences = batch.batchSize();
    boolean ragged = batch.activeRows(batch.timeSteps() - 1) < sequences;
    int pieces = ragged ? 4 * parallel.threads() : parallel.threads();
    return (sequences + pieces - 1) / pieces;
  }

  private void reserve(int sequences, int rows) {
    buffers.gates.reserve(rows);
    buffers.hidden.reserve(sequences + rows);
    buffers.dHidden.reserve(sequences + rows);
    buffers.dHidden.clear(0, sequences + rows);
    hiddenPrevious.reserve(rows);
    buffers.scratch.reserve(sequences);
    buffers.dCell.reserve(sequences);
    if (cell.separateRecurrent()) {
      buffers.recurrent.reserve(rows);
    }
    if (cell.hasCellState()) {
      buffers.cell.reserve(sequences + rows);
    }
  }

  /** What goes from the beginning of one slice of time to the end of the slice before it. */
  LaterGradient later() {
    return later;
  }

  /** Takes the gradient of the initial states after {@link #backward}. */
  void keepLater(Batch batch) {
    later.take(batch.batchSize(), buffers);
  }

  InitialStates initialStates() {
    return initial;
  }

  @Override
  public Matrix output() {
    return buffers.hidden;
  }

  @Override
  public Matrix dOutput() {
    return buffers.dHidden;
  }

  @Override
  public int first(Batch batch) {
    return batch.batchSize();
  }
}
