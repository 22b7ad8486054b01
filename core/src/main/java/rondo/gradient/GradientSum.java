package rondo.gradient;

import java.util.Arrays;
import rondo.parallel.Parallel;

/**
 * Gradients added up, with the losses and the weight that belong to them: of a step, of several, of
 * several shards. A sum and a weight, never a mean of means, so unequal parts count what they are
 * worth.
 *
 * <p>Thread use: one thread at a time.
 */
public final class GradientSum {
  private static final int BLOCK = 4096; // of a norm; fixed, so that the sum is the same everywhere
  private static final int ABREAST = 4; // blocks whose sums are formed side by side

  private final float[] sum;
  private double loss;
  private double weight;

  /** Of nothing yet, for {@code size} parameters. */
  public GradientSum(int size) {
    this.sum = new float[size];
  }

  /** Goes on with a given sum, which it keeps, of nothing yet in loss and weight. */
  public GradientSum(float[] sum) {
    this.sum = sum;
  }

  /** The flat sum; a network's backward pass adds to it. */
  public float[] sum() {
    return sum;
  }

  /** Adds the loss and weight of what was added to {@link #sum}. */
  public void add(double lossSum, double addedWeight) {
    loss += lossSum;
    weight += addedWeight;
  }

  /** Forgets everything. */
  public void clear(Parallel parallel) {
    parallel.split(sum.length, BLOCK, (from, to) -> Arrays.fill(sum, from, to, 0));
    loss = 0;
    weight = 0;
  }

  public double loss() {
    return loss;
  }

  public double weight() {
    return weight;
  }

  /**
   * Turns the sum into the mean.
   *
   * @throws IllegalStateException if the weight is not positive
   */
  public void toMean(Parallel parallel) {
    if (!(weight > 0)) {
      throw new IllegalStateException("weight: got " + weight + ", expected more than 0");
    }
    scale(sum, (float) (1 / weight), parallel);
  }

  /** The Euclidean norm of the sum, added up in double over fixed blocks. */
  public double norm(Parallel parallel) {
    int blocks = (sum.length - 1) / BLOCK + 1;
    double[] squares = new double[blocks];
    parallel.split(
        blocks,
        ABREAST,
        (from, to) -> {
          int block = from;
          for (; block + ABREAST <= Math.min(to, sum.length / BLOCK); block += ABREAST) {
            squaresAbreast(block, squares);
          }
          for (; block < to; block++) {
            int first = block * BLOCK;
            squares[block] = squares(first, first + Math.min(sum.length - first, BLOCK));
          }
        });
    double total = 0;
    for (double square : squares) {
      total += square;
    }
    return Math.sqrt(total);
  }

  /** Each sum is a chain of additions that wait for each other, so four go side by side. */
  private void squaresAbreast(int block, double[] squares) {
    double total0 = 0;
    double total1 = 0;
    double total2 = 0;
    double total3 = 0;
    int end = (block + 1) * BLOCK;
    for (int i = block * BLOCK; i < end; i++) {
      total0 += (double) sum[i] * sum[i];
      total1 += (double) sum[i + BLOCK] * sum[i + BLOCK];
      total2 += (double) sum[i + 2 * BLOCK] * sum[i + 2 * BLOCK];
      total3 += (double) sum[i + 3 * BLOCK] * sum[i + 3 * BLOCK];
    }
    squares[block] = total0;
    squares[block + 1] = total1;
    squares[block + 2] = total2;
    squares[block + 3] = total3;
  }

  private double squares(int from, int to) {
    double total = 0;
    for (int i = from; i < to; i++) {
      total += (double) sum[i] * sum[i];
    }
    return total;
  }

  static void scale(float[] values, float factor, Parallel parallel) {
    parallel.split(
        values.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            values[i] *= factor;
          }
        });
  }
}
