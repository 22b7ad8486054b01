package rondo.metric;

import java.util.Arrays;
import rondo.network.Matrix;

/**
 * Log-odds of a class in bins that are the same everywhere, apart by whether an output is of the
 * class, so that the area under the curve is a function of sums.
 *
 * <p>Bins cover all numbers: log-odds z lie at z / (4 + |z|), finely around 0 (with 4096 bins 0.002
 * apart at 0, 0.05 at 16), coarsely far out. Scores in one bin count as equal; the area is off by
 * at most half of the pairs that share a bin, which {@link #error} tells exactly.
 */
final class ScoreHistogram {
  private static final double SCALE = 4;

  private final int bins;

  ScoreHistogram(int bins) {
    this.bins = bins;
  }

  /** Sums of one histogram: of bin b the others, and the outputs of the class. */
  int counts() {
    return 2 * bins;
  }

  /** Counts one output; log-odds that are not a number are on the wrong side of all others. */
  void add(double[] counts, int at, double logOdds, boolean isClass) {
    int bin = isClass ? 0 : bins - 1;
    if (!Double.isNaN(logOdds)) {
      double place = Double.isInfinite(logOdds) ? Math.signum(logOdds) : place(logOdds);
      bin = Math.max(0, Math.min(bins - 1, (int) Math.floor((place + 1) / 2 * bins)));
    }
    counts[at + 2 * bin + (isClass ? 1 : 0)]++;
  }

  private static double place(double logOdds) {
    return logOdds / (SCALE + Math.abs(logOdds));
  }

  /** Chance that an output of the class scores above another one; NaN if there are not both. */
  double area(double[] counts, int at) {
    double others = 0;
    double classes = 0;
    double pairs = 0;
    for (int bin = 0; bin < bins; bin++) {
      double othersHere = counts[at + 2 * bin];
      double classesHere = counts[at + 2 * bin + 1];
      pairs += classesHere * (others + othersHere / 2);
      others += othersHere;
      classes += classesHere;
    }
    return pairs / (others * classes);
  }

  /** Most that {@link #area} may be off; NaN likewise. */
  double error(double[] counts, int at) {
    double others = 0;
    double classes = 0;
    double pairs = 0;
    for (int bin = 0; bin < bins; bin++) {
      others += counts[at + 2 * bin];
      classes += counts[at + 2 * bin + 1];
      pairs += counts[at + 2 * bin] * counts[at + 2 * bin + 1] / 2;
    }
    return pairs / (others * classes);
  }

  /**
   * Log-odds of each class of a row of scores: score - ln(sum of e^score of the others).
   *
   * @param logOdds (classes) what it sets
   */
  static void logOdds(Matrix outputs, int row, double[] logOdds) {
    float[] scores = outputs.data();
    int at = outputs.at(row);
    int best = Highest.of(outputs, row);
    if (best < 0) {
      Arrays.fill(logOdds, Double.NaN);
      return;
    }
    double second = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < logOdds.length; c++) {
      second = c == best ? second : Math.max(second, scores[at + c]);
    }
    // The sum of all but the best alone: the best would swallow them.
    double rest = 0;
    for (int c = 0; c < logOdds.length; c++) {
      rest += c == best ? 0 : StrictMath.exp(scores[at + c] - second);
    }
    double highest = scores[at + best];
    logOdds[best] = highest - second - StrictMath.log(rest);
    double withBest = 1 + rest * StrictMath.exp(second - highest);
    for (int c = 0; c < logOdds.length; c++) {
      if (c != best) {
        double own = scores[at + c] - highest;
        logOdds[c] = own - StrictMath.log(withBest - StrictMath.exp(own));
      }
    }
  }
}
