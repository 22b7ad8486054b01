package rondo.train;

import rondo.data.Batch;
import rondo.network.Matrix;
import rondo.network.OutputBlocks;

/** What evaluation counts beside the loss. */
public enum MetricKind {
  NONE {
    @Override
    Counter counter(Batch batch) {
      return new Counter() {
        @Override
        public void accept(Matrix outputs, int first, int rows) {}
      };
    }
  },

  /** Fraction of output rows whose highest score, the first of equals, is the target class. */
  ACCURACY {
    @Override
    Counter counter(Batch batch) {
      return new Counter() {
        @Override
        public void accept(Matrix outputs, int first, int rows) {
          counted += rows;
          for (int row = 0; row < rows; row++) {
            right += isHighest(outputs, row, batch.targetClasses[first + row]) ? 1 : 0;
          }
        }
      };
    }
  },

  /**
   * Fraction of sequences that are right at every step: the k highest scores are those k that the
   * 0/1 target values allow. For batches with an output at every row.
   */
  SEQUENCE_ACCURACY {
    @Override
    Counter counter(Batch batch) {
      return new SequenceCounter(batch);
    }
  };

  /** A counter of one batch. */
  abstract Counter counter(Batch batch);

  /** Counts over the outputs of a batch, block by block. */
  abstract static class Counter implements OutputBlocks {
    long right;
    long counted;
  }

  private static final class SequenceCounter extends Counter {
    private final Batch batch;
    private final boolean[] wrong; // (B)
    private int t;

    SequenceCounter(Batch batch) {
      this.batch = batch;
      this.wrong = new boolean[batch.batchSize()];
      this.counted = wrong.length;
      this.right = counted;
    }

    @Override
    public void accept(Matrix outputs, int first, int rows) {
      for (int row = 0; row < rows; row++) {
        while (batch.rowOffset(t + 1) <= first + row) {
          t++;
        }
        int sequence = first + row - batch.rowOffset(t);
        if (!wrong[sequence] && !allowedFirst(outputs, row, batch, first + row)) {
          wrong[sequence] = true;
          right--;
        }
      }
    }
  }

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

  private static boolean allowedFirst(Matrix outputs, int at, Batch batch, int row) {
    float lowestAllowed = Float.POSITIVE_INFINITY;
    float highestOther = Float.NEGATIVE_INFINITY;
    for (int column = 0; column < outputs.width(); column++) {
      float score = outputs.data()[outputs.at(at) + column];
      if (batch.targetValues[row * outputs.width() + column] > 0.5f) {
        lowestAllowed = Math.min(lowestAllowed, score);
      } else {
        highestOther = Math.max(highestOther, score);
      }
    }
    return lowestAllowed > highestOther;
  }
}
