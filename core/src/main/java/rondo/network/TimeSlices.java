package rondo.network;

import rondo.data.Batch;

/** A batch as slices of time, each of a window of time steps. */
final class TimeSlices {
  private final Batch batch;
  private final int window;
  private final int count;

  /**
   * @param window time steps of a slice; 0: the batch is one slice
   */
  TimeSlices(Batch batch, int window) {
    this.batch = batch;
    this.window = window == 0 ? Math.max(1, batch.timeSteps()) : window;
    this.count = Math.max(1, (batch.timeSteps() + this.window - 1) / this.window);
  }

  int count() {
    return count;
  }

  Batch get(int slice) {
    return count == 1 ? batch : batch.slice(slice * window, end(slice));
  }

  /** Sequences that still run where a slice begins. */
  int sequences(int slice) {
    return batch.activeRows(slice * window);
  }

  private int end(int slice) {
    return Math.min(batch.timeSteps(), (slice + 1) * window);
  }

  /** Row of the batch that is row 0 of a slice. */
  int firstRow(int slice) {
    return batch.rowOffset(slice * window);
  }

  /** Output row of the batch that is the first of a slice. */
  int firstOutput(int slice) {
    return batch.outputsBefore(slice * window);
  }
}
