package rondo.network;

import rondo.data.Batch;

/**
 * dLoss/dh and dLoss/dc of a layer where one slice of time begins: what the slice before it gets
 * from all that comes later.
 */
final class LaterGradient {
  private final boolean hasCellState;
  private final Matrix hidden; // (B, P): of what the layer puts out
  private final Matrix cell; // (B, U)
  private int sequences; // that run on; 0: nothing comes later

  LaterGradient(CellBuffers buffers, boolean hasCellState) {
    this.hasCellState = hasCellState;
    this.hidden = new Matrix(buffers.output.width());
    this.cell = new Matrix(buffers.hidden.width());
  }

  int sequences() {
    return sequences;
  }

  void clear() {
    sequences = 0;
  }

  /** Takes the gradients of the initial states of a slice after its backward pass. */
  void take(int count, CellBuffers buffers) {
    sequences = count;
    hidden.reserve(count);
    buffers.dOutput.copyRows(0, hidden, 0, count);
    if (hasCellState) {
      cell.reserve(count);
      buffers.dCell.copyRows(0, cell, 0, count);
    }
  }

  /** Adds them to the states at the end of the slice before, where its backward pass begins. */
  void addTo(Batch batch, CellBuffers buffers) {
    int row = batch.batchSize() + batch.rowOffset(batch.timeSteps() - 1);
    float[] dHidden = buffers.dOutput.data();
    int at = buffers.dOutput.at(row);
    for (int i = 0; i < sequences * hidden.stride(); i++) {
      dHidden[at + i] += hidden.data()[hidden.at(0) + i];
    }
    if (hasCellState) {
      cell.copyRows(0, buffers.dCell, 0, sequences);
    }
  }
}
