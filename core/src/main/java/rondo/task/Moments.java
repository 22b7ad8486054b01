package rondo.task;

import java.io.Serializable;

/**
 * Number, mean and variance of numbers, as they come (Welford 1962), and of several sums of them
 * (Chan, Golub and LeVeque 1979).
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private double mean;
  private double squares; // sum of the squared distances from the mean

  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  void addAll(Moments other) {
    if (other.count == 0) {
      return;
    }
    long all = count + other.count;
    double distance = other.mean - mean;
    squares += other.squares + distance * distance * ((double) count * other.count / all);
    mean += distance * ((double) other.count / all);
    count = all;
  }

  long count() {
    return count;
  }

  /** 0 without numbers. */
  double mean() {
    return mean;
  }

  /** Of the numbers themselves, not of what they are drawn from; 0 without numbers. */
  double deviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** Mean of the squared distances from {@code center}; NaN without numbers. */
  double squaresAround(double center) {
    return squares / count + (mean - center) * (mean - center);
  }
}
