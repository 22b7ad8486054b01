package rondo.forecast;

import java.io.Serializable;

/**
 * The mean absolute difference of values one season apart: the error of the seasonal naive forecast
 * one step ahead in the data that a model learned from. A mean absolute error divided by it is the
 * mean absolute scaled error, MASE (Hyndman and Koehler 2006); below 1 is better than naive was
 * there.
 *
 * <p>Sums of several shards are added in the order of shards.
 *
 * <p>Thread use: one thread.
 */
public final class SeasonalDifference implements Serializable {
  private final double[] last; // of the season before; a ring
  private long held; // values of this series so far
  private double sum;
  private long count;

  /**
   * @param season time steps of a season; 1: neighbours
   */
  public SeasonalDifference(int season) {
    if (season < 1) {
      throw new IllegalArgumentException("season: got " + season + ", expected at least 1");
    }
    this.last = new double[season];
  }

  /** The next value of the series. */
  public void add(double value) {
    int at = (int) (held % last.length);
    if (held >= last.length) {
      sum += Math.abs(value - last[at]);
      count++;
    }
    last[at] = value;
    held++;
  }

  /** The next value begins another series. */
  public void endSeries() {
    held = 0;
  }

  /** Adds the sums of another one. */
  public void add(SeasonalDifference other) {
    sum += other.sum;
    count += other.count;
  }

  /** The mean; NaN if no series was longer than a season. */
  public double mean() {
    return sum / count;
  }
}
