package rondo.network;

import java.util.Arrays;
import rondo.data.Batch;

/**
 * The output rows of a batch sequence after sequence, each in order of time: in a batch they lie
 * time step after time step.
 */
final class Chains {
  private int sequences;
  private int[] first = new int[1]; // (B + 1): place of each sequence's first row
  private int[] rows = new int[0]; // (P): output row at each place

  /** Takes the output rows of a batch. */
  void of(Batch batch) {
    sequences = batch.batchSize();
    int count = batch.outputCount();
    if (first.length <= sequences) {
      first = new int[sequences + 1];
    }
    if (rows.length < count) {
      rows = new int[count];
    }
    Arrays.fill(first, 0);
    each(batch, (row, sequence) -> first[sequence + 1]++);
    for (int b = 0; b < sequences; b++) {
      first[b + 1] += first[b];
    }
    each(batch, (row, sequence) -> rows[first[sequence]++] = row);
    System.arraycopy(first, 0, first, 1, sequences); // each was moved to the next one's place
    first[0] = 0;
  }

  private interface Use {
    void accept(int outputRow, int sequence);
  }

  private static void each(Batch batch, Use use) {
    int t = 0;
    for (int output = 0; output < batch.outputCount(); output++) {
      int row = batch.outputRows == null ? output : batch.outputRows[output];
      while (batch.rowOffset(t + 1) <= row) {
        t++;
      }
      use.accept(output, row - batch.rowOffset(t));
    }
  }

  /** B. */
  int sequences() {
    return sequences;
  }

  /** Place of the first row of a sequence; that of the next one is where it ends. */
  int first(int sequence) {
    return first[sequence];
  }

  /** The output row of the batch at a place. */
  int row(int place) {
    return rows[place];
  }
}
