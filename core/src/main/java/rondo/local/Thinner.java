package rondo.local;

import java.util.Arrays;

/**
 * Takes numbers one by one and keeps the lowest and the highest of stretches, never more than
 * {@value #MOST} of them: where they are more, neighbours become one.
 *
 * <p>Thread use: one thread.
 */
final class Thinner {
  /** Most stretches: two pixels each on a wide page. */
  static final int MOST = 512;

  private final double[] low = new double[MOST];
  private final double[] high = new double[MOST];
  private long every = 1;
  private long count;
  private int size;

  /** The next number; one that is not finite is a gap. */
  void add(double value) {
    if (count == size * every) {
      if (size == MOST) {
        halve();
      }
      low[size] = Double.NaN;
      high[size] = Double.NaN;
      size++;
    }
    if (Double.isFinite(value)) {
      low[size - 1] = lower(low[size - 1], value);
      high[size - 1] = -lower(-high[size - 1], -value);
    }
    count++;
  }

  private void halve() {
    for (int i = 0; i < MOST; i += 2) {
      low[i / 2] = lower(low[i], low[i + 1]);
      high[i / 2] = -lower(-high[i], -high[i + 1]);
    }
    size = MOST / 2;
    every *= 2;
  }

  /** The lower one; where one is NaN, the other. */
  private static double lower(double one, double other) {
    return Double.isNaN(one) || other < one ? other : one;
  }

  /** Numbers so far. */
  long count() {
    return count;
  }

  /** What is kept. */
  Stretches stretches() {
    return new Stretches(every, Arrays.copyOf(low, size), Arrays.copyOf(high, size));
  }
}
