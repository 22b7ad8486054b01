package rondo.spark.init;

import java.util.List;

/**
 * After how many time steps series resemble themselves: the first high peak of their
 * autocorrelation, after a straight line was subtracted. Arithmetic alone.
 */
final class Seasons {
  private static final double LEAST = 0.3; // autocorrelation of a season
  private static final double RISE = 0.2; // how far it must have risen since its lowest point
  private static final double FIRST = 0.9; // of the highest peak, for an earlier one to be taken
  private static final int LONGEST = 200;

  private Seasons() {}

  /**
   * A season.
   *
   * @param steps 0 if there is none
   * @param correlation of values with those one season before
   */
  record Season(int steps, double correlation) {
    static final Season NONE = new Season(0, 0);
  }

  /**
   * The season of several series, by the mean of their autocorrelations.
   *
   * @param series of one length
   */
  static Season of(List<double[]> series) {
    int n = series.isEmpty() ? 0 : series.get(0).length;
    int lags = Math.min(LONGEST, n / 3);
    double[] mean = new double[lags + 2];
    int used = 0;
    for (double[] one : series) {
      double[] rest = withoutLine(one);
      double variance = product(rest, 0);
      // What rounding leaves of a straight line is no season.
      if (variance > 1e-12 * product(one, 0)) {
        used++;
        for (int lag = 1; lag < mean.length && lag < n; lag++) {
          // Fewer products are in the sum of a longer lag.
          mean[lag] += product(rest, lag) / variance * n / (n - lag);
        }
      }
    }
    if (used == 0) {
      return Season.NONE;
    }
    for (int lag = 1; lag < mean.length; lag++) {
      mean[lag] /= used;
    }
    return best(mean, lags);
  }

  private static Season best(double[] mean, int lags) {
    double highest = 0;
    for (int pass = 0; pass < 2; pass++) {
      double lowest = 1;
      for (int lag = 1; lag <= lags; lag++) {
        lowest = Math.min(lowest, mean[lag]);
        boolean peak = lag > 1 && mean[lag] >= mean[lag - 1] && mean[lag] >= mean[lag + 1];
        if (peak && mean[lag] >= LEAST && mean[lag] - lowest >= RISE) {
          if (pass == 1 && mean[lag] >= FIRST * highest) {
            return new Season(lag, mean[lag]);
          }
          highest = Math.max(highest, mean[lag]);
        }
      }
    }
    return Season.NONE;
  }

  private static double product(double[] values, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += values[i] * values[i - lag];
    }
    return sum;
  }

  /** What is left of a series less the line that is nearest to it. */
  private static double[] withoutLine(double[] values) {
    int n = values.length;
    double middle = (n - 1) / 2.0;
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double slope = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      slope += (i - middle) * (values[i] - mean);
      squares += (i - middle) * (i - middle);
    }
    slope = squares == 0 ? 0 : slope / squares;
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      rest[i] = values[i] - mean - slope * (i - middle);
    }
    return rest;
  }
}
