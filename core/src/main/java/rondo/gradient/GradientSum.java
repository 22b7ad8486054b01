package rondo.gradient;

import java.util.Arrays;
import rondo.kernel.Elementwise;
import rondo.parallel.Parallel;

/**
 * Gradients added up, with the losses and the weight that belong to them: of a step, of several, of
 * several shards. A sum and a weight, never a mean of means, so unequal parts count what they are
 * worth.
 *
 * <p>Thread use: one thread at a time.
 */
public final class GradientSum {
  /** Of a norm, fixed, so that the sum is the same everywhere; and small enough for the caches. */
  private static final int BLOCK = 4096;

  private final float[] sum;
  private double loss;
  private double weight;
  private boolean zero; // nothing was added since the last drain

  /** Of nothing yet, for {@code size} parameters. */
  public GradientSum(int size) {
    this.sum = new float[size];
  }

  /** Goes on with a given sum, which it keeps, of nothing yet in loss and weight. */
  public GradientSum(float[] sum) {
    this.sum = sum;
  }

  /** The flat sum; a network's backward pass adds to it. Not to be kept over a {@link #drain}. */
  public float[] sum() {
    zero = false;
    return sum;
  }

  /** Adds the loss and weight of what was added to {@link #sum}. */
  public void add(double lossSum, double addedWeight) {
    loss += lossSum;
    weight += addedWeight;
  }

  /** Forgets everything. */
  public void clear(Parallel parallel) {
    if (!zero) {
      parallel.split(sum.length, BLOCK, (from, to) -> Arrays.fill(sum, from, to, 0));
    }
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
   * The Euclidean norm of the sum: squares added up in float over some dozen numbers, in double
   * over fixed blocks. The same bits whatever the number of threads.
   */
  public double norm(Elementwise elementwise, Parallel parallel) {
    int blocks = (sum.length - 1) / BLOCK + 1;
    double[] squares = new double[blocks];
    parallel.split(
        blocks,
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            int first = block * BLOCK;
            int size = Math.min(sum.length - first, BLOCK);
            squares[block] = elementwise.sumOfSquares(sum, first, size);
          }
        });
    double total = 0;
    for (double square : squares) {
      total += square;
    }
    return Math.sqrt(total);
  }

  /** What a stretch of the gradient is for. */
  @FunctionalInterface
  public interface Use {
    /** Numbers {@code from} to {@code to} - 1; may be overwritten. */
    void accept(float[] gradient, int from, int to);
  }

  /**
   * Multiplies the sum by {@code factor}, hands it over and sets it to zero, stretch by stretch, so
   * that each number comes from the memory and goes back to it once. Loss and weight stay.
   *
   * @param use called by many threads, for different stretches
   */
  public void drain(float factor, Parallel parallel, Use use) {
    parallel.split(
        sum.length,
        BLOCK,
        (from, to) -> {
          for (int at = from; at < to; at += BLOCK) {
            int end = Math.min(to, at + BLOCK);
            scale(sum, factor, at, end);
            use.accept(sum, at, end);
            Arrays.fill(sum, at, end, 0);
          }
        });
    zero = true;
  }

  private static void scale(float[] values, float factor, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] *= factor;
    }
  }
}
