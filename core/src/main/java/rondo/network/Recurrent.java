package rondo.network;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.kernel.Kernels;
import rondo.model.Initializer;
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
 *
 * <p>With layer normalisation, {@code W_h h_{t-1}} is {@code LN(W_h h_{t-1})}, its gain {@code
 * layerN.gain_h}; {@link NormalizedProjection} does that of {@code W_x x}. With a projection (Sak,
 * Senior and Beaufays 2014) the layer puts out and feeds back {@code W_p h_t} in place of h_t; W_p
 * is {@code layerN.w_p} (H, P).
 */
final class Recurrent implements Layer {
  private final Cell cell;
  private final InputProjection projection;
  private final Weights weights; // W_h
  private final LayerNorm norm; // of W_h h; null without
  private final Weights output; // W_p; null without projection
  private final InitialStates initial;
  private final double recurrentDropout;
  private final Kernels kernels;
  private final Parallel parallel;
  private final CellBuffers buffers;
  private final Walks walks;
  private final LaterGradient later;
  private final Matrix hiddenPrevious; // (R, P): what was put out before, as it enters W_h
  private final Matrix dSums; // (R, gates x U): dLoss/d(W_h h) with layer normalisation
  private final Matrix dMasked; // (B, P)
  private final DropoutMask mask; // (B, P): the same at all time steps
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
    int projected = spec.cell().projection();
    int width = projected > 0 ? projected : hidden;
    Tensor recurrent =
        layout.add(
            prefix + ".w_h",
            width,
            cell.gates() * hidden,
            cell.gates(),
            width == hidden ? cell.recurrentInitializer() : Initializer.glorot());
    this.cell = cell;
    this.projection = projection;
    this.weights = new Weights(recurrent, kernels, parallel);
    this.recurrentDropout = spec.recurrentDropout();
    this.kernels = kernels;
    this.parallel = parallel;
    this.buffers = new CellBuffers(hidden, cell.gates(), projected);
    this.norm =
        spec.cell().layerNorm()
            ? new LayerNorm(prefix + ".gain_h", hidden, cell.gates(), layout, kernels, parallel)
            : null;
    this.output =
        projected > 0
            ? new Weights(
                layout.add(prefix + ".w_p", hidden, projected, 1, Initializer.glorot()),
                kernels,
                parallel)
            : null;
    // Neither a deviation nor a projection can be had from some of the units alone.
    long products = norm == null && output == null ? weights.products() : 0;
    this.walks = new Walks(buffers.units, products, parallel);
    this.later = new LaterGradient(buffers, cell.hasCellState());
    this.hiddenPrevious = new Matrix(width);
    this.dSums = new Matrix(buffers.gates.width());
    this.dMasked = output == null ? buffers.scratch : new Matrix(width);
    this.mask = new DropoutMask(recurrentDropout, width, kernels.elementwise());
    cell.declare(layout, prefix, hidden);
    this.initial =
        new InitialStates(
            prefix, spec.initialState() == InitialState.LEARNED, cell, hidden, layout, buffers);
  }

  @Override
  public void prepare(float[] parameters) {
    projection.prepare(parameters);
    weights.prepare(parameters);
    if (norm != null) {
      norm.prepare(parameters);
    }
    if (output != null) {
      output.prepare(parameters);
    }
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
    Matrix sums = separateSums() ? buffers.recurrent : buffers.gates;
    Units outputs = outputs(units);
    for (int t = 0; t < batch.timeSteps(); t++) {
      int rows = share.below(batch.activeRows(t));
      if (rows == 0) {
        return;
      }
      int row = batch.rowOffset(t) + share.from();
      int previous = previous(batch, t) + share.from();
      copyPrevious(previous, row, share, rows, outputs);
      barrier.await(); // the products need all units
      if (separateSums()) {
        weights.clear(sums, row, rows, step, units);
      }
      weights.multiply(hiddenPrevious, row, rows, step, sums, row, units);
      if (norm != null) {
        normalize(row, rows, step);
      }
      int block = step == 1 ? rows : 1; // a cell works on neighbours
      for (int i = 0; i < rows * step; i += block * step) {
        cell.forward(buffers, block, row + i, previous + i, sequences + row + i, units);
      }
      if (output != null) {
        int next = sequences + row;
        output.clear(buffers.output, next, rows, step, outputs);
        output.multiply(buffers.hidden, next, rows, step, buffers.output, next, outputs);
      }
    }
  }

  /** Whether W_h h has a buffer of its own. */
  private boolean separateSums() {
    return norm != null || cell.separateRecurrent();
  }

  /** Which of the outputs belong to some of the units: with a projection all to all. */
  private Units outputs(Units units) {
    return output == null ? units : new Units(0, buffers.output.stride());
  }

  private void normalize(int row, int rows, int step) {
    for (int i = row; i < row + rows * step; i += step) {
      if (cell.separateRecurrent()) {
        norm.apply(buffers.recurrent, i);
      } else {
        norm.addTo(buffers.recurrent, i, buffers.gates);
      }
    }
  }

  private void copyPrevious(int previous, int row, Share share, int rows, Units units) {
    Matrix hidden = buffers.output;
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
    Matrix dRecurrent = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    if (norm != null) {
      norm.addGradient(dRecurrent, 0, batch.rows(), gradient);
    }
    Matrix sums = norm == null ? dRecurrent : dSums;
    weights.addGradient(hiddenPrevious, 0, sums, batch.rows(), gradient);
    if (output != null) {
      output.addGradient(
          buffers.hidden, sequences, buffers.dOutput, sequences, batch.rows(), gradient);
    }
    cell.addGradients(buffers, batch, gradient);
    initial.addGradients(batch, gradient);
    projection.backward(batch, buffers.gates, gradient);
  }

  private void backward(Batch batch, Share share, Units units, Barrier barrier) {
    int sequences = batch.batchSize();
    int step = share.step();
    Matrix dRecurrent = cell.separateRecurrent() ? buffers.recurrent : buffers.gates;
    Matrix sums = norm == null ? dRecurrent : dSums;
    Units outputs = outputs(units);
    for (int t = batch.timeSteps() - 1; t >= 0; t--) {
      int rows = share.below(batch.activeRows(t));
      if (rows == 0) {
        continue;
      }
      int first = share.from();
      int row = batch.rowOffset(t) + first;
      int previous = previous(batch, t) + first;
      if (output != null) {
        int next = sequences + row;
        output.multiplyTransposed(buffers.dOutput, next, rows, step, buffers.dHidden, next, units);
      }
      int block = step == 1 ? rows : 1;
      for (int i = 0; i < rows * step; i += block * step) {
        int next = sequences + row + i;
        cell.backward(buffers, block, row + i, previous + i, next, first + i, units);
      }
      for (int i = row; norm != null && i < row + rows * step; i += step) {
        norm.backward(dRecurrent, i, dSums, i);
      }
      barrier.await(); // the products need the gates of all units
      if (masked) {
        throughMask(sums, row, previous, share, rows, outputs);
      } else {
        weights.multiplyTransposed(sums, row, rows, step, buffers.dOutput, previous, outputs);
      }
    }
  }

  private void throughMask(Matrix sums, int row, int previous, Share share, int rows, Units units) {
    Matrix scratch = dMasked;
    Matrix factors = mask.factors();
    Matrix dHidden = buffers.dOutput;
    int sequence = share.from();
    int step = share.step();
    for (int i = 0; i < rows * step; i += step) {
      int at = scratch.at(sequence + i);
      Arrays.fill(scratch.data(), at + units.from(), at + units.to(), 0);
    }
    weights.multiplyTransposed(sums, row, rows, step, scratch, sequence, units);
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
    if (separateSums()) {
      buffers.recurrent.reserve(rows);
    }
    if (norm != null) {
      norm.reserve(rows);
      dSums.reserve(rows);
    }
    if (output != null) {
      buffers.output.reserve(sequences + rows);
      buffers.dOutput.reserve(sequences + rows);
      parallel.split(sequences + rows, 1, (from, to) -> buffers.dOutput.clear(from, to - from));
      dMasked.reserve(sequences);
    }
    cell.reserve(sequences, rows);
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
    return buffers.output;
  }

  @Override
  public Matrix dOutput() {
    return buffers.dOutput;
  }

  @Override
  public int first(Batch batch) {
    return batch.batchSize();
  }
}
