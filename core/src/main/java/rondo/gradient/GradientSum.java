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

  private final float[] sum;
  private double loss;
  private double weight;

  /** Of nothing yet, for {@code size} parameters. */
  public GradientSum(int size) {
    this.sum = new float[size];
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
  public void clear() {
    Arrays.fill(sum, 0);
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
    int blocks = (sum.length + BLOCK - 1) / BLOCK;
    double[] squares = new double[blocks];
    parallel.split(
        blocks,
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            squares[block] = squares(block * BLOCK, Math.min(sum.length, (block + 1) * BLOCK));
          }
        });
    double total = 0;
    for (double square : squares) {
      total += square;
    }
    return Math.sqrt(total);
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
