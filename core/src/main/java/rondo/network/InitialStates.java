package rondo.network;

import rondo.data.Batch;
import rondo.model.Initializer;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;

/**
 * Where the states of a recurrent layer start: at zero, at learned parameters, or where the batch
 * before this one ended; and what is kept of them for the batch after this one.
 */
final class InitialStates {
  private final CellBuffers buffers;
  private final boolean hasCellState;
  private final Tensor hiddenTensor; // (1, H), null unless learned
  private final Tensor cellTensor;
  private final Matrix keptHidden; // (B, U)
  private final Matrix keptCell;
  private int kept; // sequences of which a state is kept: those that run to the last time step
  private boolean all; // whether these are all of the last batch
  private float[] parameters;

  InitialStates(
      String prefix,
      boolean learned,
      Cell cell,
      int hidden,
      ParameterLayout.Builder layout,
      CellBuffers buffers) {
    this.buffers = buffers;
    this.hasCellState = cell.hasCellState();
    int output = buffers.output.width();
    this.hiddenTensor =
        learned ? layout.add(prefix + ".initial_h", 1, output, 1, Initializer.zeros()) : null;
    this.cellTensor =
        learned && hasCellState
            ? layout.add(prefix + ".initial_c", 1, hidden, 1, Initializer.zeros())
            : null;
    this.keptHidden = new Matrix(output);
    this.keptCell = new Matrix(hidden);
  }

  void prepare(float[] flat) {
    this.parameters = flat;
  }

  /** Sets the first B rows of the states. */
  void start(Batch batch) {
    int sequences = batch.batchSize();
    if (batch.carriesState && kept() != sequences) {
      throw new IllegalStateException(
          "The batch continues "
              + sequences
              + " sequences, but the state of "
              + kept()
              + " is kept");
    }
    start(buffers.output, keptHidden, hiddenTensor, batch);
    if (hasCellState) {
      start(buffers.cell, keptCell, cellTensor, batch);
    }
  }

  private void start(Matrix state, Matrix keptState, Tensor tensor, Batch batch) {
    int sequences = batch.batchSize();
    if (batch.carriesState) {
      keptState.copyRows(0, state, 0, sequences);
      return;
    }
    state.clear(0, sequences);
    if (tensor != null) {
      for (int b = 0; b < sequences; b++) {
        Bias.copyPadded(tensor, parameters, 0, state, b);
      }
    }
  }

  /** Keeps the states after the last time step, of the sequences that run so far. */
  void keep(Batch batch) {
    int sequences = batch.batchSize();
    int last = batch.timeSteps() - 1;
    kept = batch.activeRows(last);
    all = kept == sequences;
    int row = sequences + batch.rowOffset(last);
    keep(buffers.output, row, keptHidden);
    if (hasCellState) {
      keep(buffers.cell, row, keptCell);
    }
  }

  private void keep(Matrix state, int row, Matrix keptState) {
    keptState.reserve(kept);
    state.copyRows(row, keptState, 0, kept);
  }

  /** Adds the gradients of learned initial states; those of carried ones end here. */
  void addGradients(Batch batch, float[] gradient) {
    if (hiddenTensor == null || batch.carriesState) {
      return;
    }
    sumRows(buffers.dOutput, batch.batchSize(), hiddenTensor, gradient);
    if (cellTensor != null) {
      sumRows(buffers.dCell, batch.batchSize(), cellTensor, gradient);
    }
  }

  private static void sumRows(Matrix rows, int count, Tensor tensor, float[] gradient) {
    for (int b = 0; b < count; b++) {
      for (int unit = 0; unit < tensor.columns(); unit++) {
        gradient[tensor.offset() + unit] += rows.data()[rows.at(b) + unit];
      }
    }
  }

  /** From here on nothing is kept. */
  void drop() {
    all = false;
  }

  /** Floats of the kept state of {@code sequences} sequences. */
  int size(int sequences) {
    return sequences * (keptHidden.stride() + (hasCellState ? keptCell.stride() : 0));
  }

  /** Sequences of the last batch, if the state of all of them is kept, else 0. */
  int kept() {
    return all ? kept : 0;
  }

  /**
   * Writes the kept state of the first sequences to {@code to} from {@code at} on; returns the
   * position after it.
   */
  int save(float[] to, int at, int sequences) {
    int size = sequences * keptHidden.stride();
    System.arraycopy(keptHidden.data(), keptHidden.at(0), to, at, size);
    if (hasCellState) {
      int rest = sequences * keptCell.stride();
      System.arraycopy(keptCell.data(), keptCell.at(0), to, at + size, rest);
    }
    return at + size(sequences);
  }

  /** Reads what {@link #save} wrote for {@code sequences} sequences. */
  int restore(float[] from, int at, int sequences) {
    kept = sequences;
    all = true;
    int size = kept * keptHidden.stride();
    keptHidden.reserve(kept);
    System.arraycopy(from, at, keptHidden.data(), keptHidden.at(0), size);
    if (hasCellState) {
      keptCell.reserve(kept);
      int rest = kept * keptCell.stride();
      System.arraycopy(from, at + size, keptCell.data(), keptCell.at(0), rest);
    }
    return at + size(kept);
  }
}
