package rondo.network;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Barrier;
import rondo.parallel.Parallel;

/**
 * A recurrent layer: owns time around a {@link Cell}. {@code W_x x + b} is there for all time steps
 * before the loop, the gradients of the weights are taken for all of them after it. How threads
 * share the loop is the business of {@link Walks}.
 */
final class Recurrent implements Layer {
  private final Cell cell;
  private final InputProjection projection;
  private final Weights weights; // W_h
  private final InitialStates initial;
  private final double recurrentDropout;
  private final Kernels kernels;
  private final Parallel parallel;
  private final CellBuffers buffers;
  private final Walks walks;
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
    this.walks = new Walks(buffers.units, weights.products(), parallel);
    this.later = new LaterGradient(hidden, cell.hasCellState());
    this.hiddenPrevious = new Matrix(hidden);
    this.mask = new DropoutMask(recurrentDropout, hidden, kernels.elementwise());
    cell.declare(layout, prefix, hidden);
    this.initial =
        new InitialStates(
            prefix, spec.initialState() == InitialState.LEARNED, cell, hidden, layout, buffers);
  }

  @Override
  public void prepare(float[] parameters) {
    projection.prepare(parameters);
    weights.prepare(parameters);
    cell.prepare(parameters);
    initial.prepare(parameters);
  }

  @Override
  public void forward(Batch batch, Pass pass, int place) {
    int sequences = batch.batchSize();
    int rows = batch.rows();
    reserve(sequences, rows);
    masked = pass.training() && recurrentDropout > 0;
    if (masked) {
      mask.draw(pass.key(place), 0, sequences, parallel);
    }
    initial.start(batch);
    projection.forward(batch, buffers.gates);
    walks.split(batch, this::forward);
    initial.keep(batch);
  }

  /** The time loop of some sequences, or of some units: {@link Walks.Walk}. */
  private void forward(Batch batch, Share share, Units units, Barrier barrier) {
    int sequences = batch.batchSize();
    int step = share.step();
    Matrix sums = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    for (int t = 0; t < batch.timeSteps(); t++) {
      int rows = share.below(batch.activeRows(t));
      if (rows == 0) {
        return;
      }
      int row = batch.rowOffset(t) + share.from();
      int previous = previous(batch, t) + share.from();
      copyPrevious(previous, row, share, rows, units);
      barrier.await(); // the products need all units
      if (cell.separateRecurrent()) {
        weights.clear(sums, row, rows, step, units);
      }
      weights.multiply(hiddenPrevious, row, rows, step, sums, row, units);
      int block = step == 1 ? rows : 1; // a cell works on neighbours
      for (int i = 0; i < rows * step; i += block * step) {
        cell.forward(buffers, block, row + i, previous + i, sequences + row + i, units);
      }
    }
  }

  private void copyPrevious(int previous, int row, Share share, int rows, Units units) {
    Matrix hidden = buffers.hidden;
    for (int i = 0; i < rows * share.step(); i += share.step()) {
      int from = hidden.at(previous + i) + units.from();
      int to = hiddenPrevious.at(row + i) + units.from();
      if (masked) {
        Matrix factors = mask.factors();
        int at = factors.at(share.from() + i) + units.from();
        kernels
            .elementwise()
            .multiply(
                hidden.data(), from, factors.data(), at, hiddenPrevious.data(), to, units.count());
      } else {
        System.arraycopy(hidden.data(), from, hiddenPrevious.data(), to, units.count());
      }
    }
  }

  @Override
  public void backward(Batch batch, float[] gradient) {
    int sequences = batch.batchSize();
    buffers.dCell.clear(0, sequences);
    if (later.sequences() > 0) {
      later.addTo(batch, buffers);
    }
    walks.split(batch, this::backward);
    Matrix sums = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    weights.addGradient(hiddenPrevious, 0, sums, batch.rows(), gradient);
    cell.addGradients(buffers, batch, gradient);
    initial.addGradients(batch, gradient);
    projection.backward(batch, buffers.gates, gradient);
  }

  private void backward(Batch batch, Share share, Units units, Barrier barrier) {
    int sequences = batch.batchSize();
    int step = share.step();
    Matrix dSums = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    for (int t = batch.timeSteps() - 1; t >= 0; t--) {
      int rows = share.below(batch.activeRows(t));
      if (rows == 0) {
        continue;
      }
      int first = share.from();
      int row = batch.rowOffset(t) + first;
      int previous = previous(batch, t) + first;
      int block = step == 1 ? rows : 1;
      for (int i = 0; i < rows * step; i += block * step) {
        int next = sequences + row + i;
        cell.backward(buffers, block, row + i, previous + i, next, first + i, units);
      }
      barrier.await(); // the products need the gates of all units
      if (masked) {
        throughMask(dSums, row, previous, share, rows, units);
      } else {
        weights.multiplyTransposed(dSums, row, rows, step, buffers.dHidden, previous, units);
      }
    }
  }

  private void throughMask(
      Matrix dSums, int row, int previous, Share share, int rows, Units units) {
    Matrix scratch = buffers.scratch;
    Matrix factors = mask.factors();
    Matrix dHidden = buffers.dHidden;
    int sequence = share.from();
    int step = share.step();
    for (int i = 0; i < rows * step; i += step) {
      int at = scratch.at(sequence + i);
      Arrays.fill(scratch.data(), at + units.from(), at + units.to(), 0);
    }
    weights.multiplyTransposed(dSums, row, rows, step, scratch, sequence, units);
    for (int i = 0; i < rows * step; i += step) {
      kernels
          .elementwise()
          .multiplyAdd(
              scratch.data(),
              scratch.at(sequence + i) + units.from(),
              factors.data(),
              factors.at(sequence + i) + units.from(),
              dHidden.data(),
              dHidden.at(previous + i) + units.from(),
              units.count());
    }
  }

  /** Row of the states that holds sequence 0 before time {@code t}. */
  private static int previous(Batch batch, int t) {
    return t == 0 ? 0 : batch.batchSize() + batch.rowOffset(t - 1);
  }

  private void reserve(int sequences, int rows) {
    buffers.gates.reserve(rows);
    buffers.hidden.reserve(sequences + rows);
    buffers.dHidden.reserve(sequences + rows);
    parallel.split(sequences + rows, 1, (from, to) -> buffers.dHidden.clear(from, to - from));
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
