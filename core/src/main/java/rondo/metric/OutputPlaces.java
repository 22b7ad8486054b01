package rondo.metric;

import rondo.data.Batch;

/** Which sequence and which time step an output row belongs to, for output rows in order. */
final class OutputPlaces {
  private final Batch batch;
  private int time;

  OutputPlaces(Batch batch) {
    this.batch = batch;
  }

  /** The sequence of an output row, which comes after the one that was asked for before. */
  int sequence(int output) {
    int row = batch.outputRows == null ? output : batch.outputRows[output];
    while (batch.rowOffset(time + 1) <= row) {
      time++;
    }
    return row - batch.rowOffset(time);
  }

  /** The time step of the output row that was asked for last. */
  int time() {
    return time;
  }

  /** Lengths of all sequences (B). */
  static int[] lengths(Batch batch) {
    int[] lengths = new int[batch.batchSize()];
    for (int t = 0; t < batch.timeSteps(); t++) {
      int next = t + 1 < batch.timeSteps() ? batch.activeRows(t + 1) : 0;
      for (int b = next; b < batch.activeRows(t); b++) {
        lengths[b] = t + 1;
      }
    }
    return lengths;
  }
}
