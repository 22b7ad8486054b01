package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;

import rondo.data.Batch;
import rondo.network.Matrix;

/** Batches and outputs of metrics' tests, and what a metric makes of them. */
final class Counts {
  private Counts() {}

  /** Rows of scores. */
  static Matrix scores(int width, float... values) {
    Matrix matrix = new Matrix(width);
    matrix.reserve(values.length / width);
    for (int row = 0; row < values.length / width; row++) {
      System.arraycopy(values, row * width, matrix.data(), matrix.at(row), width);
    }
    return matrix;
  }

  /** Scores whose highest is the given class, in each row. */
  static Matrix highest(int width, int... classes) {
    float[] values = new float[width * classes.length];
    for (int row = 0; row < classes.length; row++) {
      values[row * width + classes[row]] = 1;
    }
    return scores(width, values);
  }

  /** A batch of so many sequences at each time step; targets as given. */
  static Batch batch(int[] activeRows, int[] outputRows, int[] classes, float[] values) {
    int rows = 0;
    for (int active : activeRows) {
      rows += active;
    }
    return new Batch(activeRows, new int[rows], null, 0, outputRows, classes, values, false);
  }

  /** One sequence a row, each of one time step, with targets of sequences. */
  static Batch sequences(int count, int[] classes, float[] values) {
    return new Batch(
        new int[] {count}, new int[count], 1, null, 0, null, null, null, classes, values, false);
  }

  /** The sums of step outputs, which must be the same whatever the blocks. */
  static double[] ofSteps(Metric metric, Matrix outputs, Batch batch) {
    return count(metric, outputs, batch, batch.outputCount(), Counter::steps);
  }

  /** The sums of outputs of sequences, likewise. */
  static double[] ofSequences(Metric metric, Matrix outputs, Batch batch) {
    return count(metric, outputs, batch, batch.batchSize(), Counter::sequences);
  }

  private interface Use {
    void take(Counter counter, Matrix outputs, int first, int rows);
  }

  private static double[] count(Metric metric, Matrix outputs, Batch batch, int rows, Use use) {
    double[] all = new double[metric.counts()];
    Counter counter = metric.counter(batch, all);
    use.take(counter, outputs, 0, rows);
    counter.end();
    for (int block : new int[] {1, 3}) {
      double[] counts = new double[metric.counts()];
      Counter inBlocks = metric.counter(batch, counts);
      for (int first = 0; first < rows; first += block) {
        int here = Math.min(block, rows - first);
        Matrix some = new Matrix(outputs.width());
        some.reserve(block);
        System.arraycopy(
            outputs.data(), outputs.at(first), some.data(), some.at(0), here * outputs.stride());
        use.take(inBlocks, some, first, here);
      }
      inBlocks.end();
      assertThat(counts).as("blocks of %d", block).containsExactly(all);
    }
    return all;
  }

  /** Sums of both. */
  static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
