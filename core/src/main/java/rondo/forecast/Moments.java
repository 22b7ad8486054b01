package rondo.forecast;

import java.io.Serializable;

/**
 * Mean and standard deviation of numbers as they come (Welford 1962), and of several shards
 * together (Chan, Golub and LeVeque 1979), added in the order of shards.
 *
 * <p>Thread use: one thread.
 */
public final class Moments implements Serializable {
  private long count;
  private double mean;
  private double squares; // sum of squared differences from the mean

  /** The next number. */
  public void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** Adds the numbers of another one. */
  public void add(Moments other) {
    if (other.count == 0) {
      return;
    }
    long all = count + other.count;
    double between = other.mean - mean;
    squares += other.squares + between * between * ((double) count * other.count / all);
    mean += between * other.count / all;
    count = all;
  }

  /** Numbers so far. */
  public long count() {
    return count;
  }

  /** 0 if there are none. */
  public double mean() {
    return mean;
  }

  /** Of all numbers (divided by their number, not by one less); 0 if there are none. */
  public double deviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** Mean of the squared distances from {@code center}; NaN if there are none. */
  public double squaresAround(double center) {
    return squares / count + (mean - center) * (mean - center);
  }
}
