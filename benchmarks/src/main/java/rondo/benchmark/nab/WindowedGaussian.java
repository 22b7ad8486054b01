package rondo.benchmark.nab;

import java.util.Arrays;

/**
 * The benchmark's own baseline: how far a value is from the mean of the last 6,400 values, in their
 * deviations; mean and deviation are taken anew every 100 values. The original tells the normal
 * distribution's probability of that, which has the same order. Its score of 40.1 here beside the
 * published 39.6 says how far scores can be compared.
 */
final class WindowedGaussian {
  private static final int WINDOW = 6400;
  private static final int STEP = 100;
  private static final double LEAST_DEVIATION = 1e-6;
  private static final double CERTAIN = 8.3; // deviations from which on that probability is 1

  private WindowedGaussian() {}

  /** The scores of a series, each made of its value and those before it. */
  static double[] scores(double[] values) {
    double[] scores = new double[values.length];
    double mean = 0;
    double deviation = 1;
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        scores[i] = Math.min(Math.abs(values[i] - mean) / deviation, CERTAIN);
      }
      int end = i + 1;
      if (end <= WINDOW || (end - WINDOW) % STEP == 0) {
        double[] window = Arrays.copyOfRange(values, Math.max(0, end - WINDOW), end);
        double center = Arrays.stream(window).sum() / window.length;
        double squares = Arrays.stream(window).map(x -> (x - center) * (x - center)).sum();
        mean = center;
        deviation = squares > 0 ? Math.sqrt(squares / window.length) : LEAST_DEVIATION;
      }
    }
    return scores;
  }
}
