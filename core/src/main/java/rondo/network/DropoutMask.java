package rondo.network;

import rondo.kernel.Elementwise;
import rondo.model.CounterRandom;
import rondo.parallel.Parallel;

/**
 * Factors of dropout (Srivastava et al. 2014): 0 with probability p, else 1 / (1 - p). A function
 * of a key, the row and the unit, so that it is the same in every thread and at every retry.
 */
final class DropoutMask {
  private final double probability;
  private final Elementwise elementwise;
  private final Matrix factors;

  DropoutMask(double probability, int width, Elementwise elementwise) {
    this.elementwise = elementwise;
    this.probability = probability;
    this.factors = new Matrix(width);
  }

  /** Draws the factors of {@code rows} rows, which are those from {@code firstRow} on. */
  void draw(long key, int firstRow, int rows, Parallel parallel) {
    factors.reserve(rows);
    float keep = (float) (1 / (1 - probability));
    // Compared as integers: 2^31 p, exact enough and without a conversion an element.
    int drop = (int) Math.min(Integer.MAX_VALUE, Math.round(probability * (1L << 31)));
    parallel.split(
        rows,
        1,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            long rowKey = CounterRandom.key(key, firstRow + row);
            elementwise.dropout(
                rowKey, drop, keep, factors.data(), factors.at(row), factors.width());
          }
        });
  }

  Matrix factors() {
    return factors;
  }
}
