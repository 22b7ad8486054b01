package rondo.train;

import rondo.data.Batch;
import rondo.network.Matrix;

/** What evaluation counts beside the loss. */
public enum MetricKind {
  NONE {
    @Override
    long[] count(Matrix outputs, Batch batch) {
      return new long[2];
    }
  },

  /** Fraction of output rows whose highest score, the first of equals, is the target class. */
  ACCURACY {
    @Override
    long[] count(Matrix outputs, Batch batch) {
      long right = 0;
      for (int row = 0; row < batch.outputCount(); row++) {
        right += isHighest(outputs, row, batch.targetClasses[row]) ? 1 : 0;
      }
      return new long[] {right, batch.outputCount()};
    }
  },

  /**
   * Fraction of sequences that are right at every step: the k highest scores are those k that the
   * 0/1 target values allow. For batches with an output at every row.
   */
  SEQUENCE_ACCURACY {
    @Override
    long[] count(Matrix outputs, Batch batch) {
      boolean[] wrong = new boolean[batch.batchSize()];
      for (int t = 0; t < batch.timeSteps(); t++) {
        for (int b = 0; b < batch.activeRows(t); b++) {
          wrong[b] |= !allowedFirst(outputs, batch, batch.rowOffset(t) + b);
        }
      }
      long right = 0;
      for (boolean sequence : wrong) {
        right += sequence ? 0 : 1;
      }
      return new long[] {right, wrong.length};
    }
  };

  /** Right and counted, in the outputs (P, outputs) of a batch. */
  abstract long[] count(Matrix outputs, Batch batch);

  /**
   * True if the first of the highest scores is that of {@code column}; never with scores that are
   * not numbers.
   */
  private static boolean isHighest(Matrix outputs, int row, int column) {
    float[] scores = outputs.data();
    int at = outputs.at(row);
    float score = scores[at + column];
    for (int other = 0; other < outputs.width(); other++) {
      float otherScore = scores[at + other];
      boolean lower = other < column ? otherScore < score : otherScore <= score;
      if (!lower) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowedFirst(Matrix outputs, Batch batch, int row) {
    float lowestAllowed = Float.POSITIVE_INFINITY;
    float highestOther = Float.NEGATIVE_INFINITY;
    for (int column = 0; column < outputs.width(); column++) {
      float score = outputs.data()[outputs.at(row) + column];
      if (batch.targetValues[row * outputs.width() + column] > 0.5f) {
        lowestAllowed = Math.min(lowestAllowed, score);
      } else {
        highestOther = Math.max(highestOther, score);
      }
    }
    return lowestAllowed > highestOther;
  }
}
