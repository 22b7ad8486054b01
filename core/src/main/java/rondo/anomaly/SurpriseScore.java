package rondo.anomaly;

import java.util.Arrays;

/**
 * Scores how surprising each value of a series is that goes on for ever, from the values and the
 * errors of their forecasts. One constant fits series of every kind, as nothing counts but what has
 * been there before in the same series:
 *
 * <ul>
 *   <li>the mean of the last errors against the largest such mean so far, which is forgotten little
 *       by little: ln((mean + floor) / (largest + floor));
 *   <li>a value outside of all values so far: {@code outside} + ln(1 + distance), in widths of what
 *       they cover.
 * </ul>
 *
 * <p>The score is the larger one of both, and 0 unless it is larger than all scores of some time
 * before: an anomaly goes on for a while, and is told of once.
 *
 * <p>Thread use: one thread.
 */
public final class SurpriseScore {
  /**
   * What is compared with what.
   *
   * @param errors that a mean is taken of
   * @param life values after which the largest mean has lost 1 - 1/e of itself
   * @param quiet values after a score in which a smaller one does not count; 0: none
   * @param floor added to errors, so that those that are all but 0 are no surprise; in their unit
   * @param outside least score of a value outside of all before
   * @param margin added to the width of the values so far, in their unit
   */
  public record Spec(
      int errors, double life, int quiet, double floor, double outside, double margin) {
    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public Spec {
      require("errors", errors, errors >= 1 && errors <= 1 << 16, "1 to 65536");
      require("life", life, life >= 1, "1 or more values");
      require("quiet", quiet, quiet >= 0 && quiet <= 1 << 24, "0 to 16777216 values");
      require("floor", floor, floor > 0, "more than 0");
      require("outside", outside, outside >= 0, "0 or more");
      require("margin", margin, margin > 0, "more than 0");
    }

    private static void require(String name, double got, boolean fits, String expected) {
      if (!fits || !Double.isFinite(got)) {
        throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
      }
    }
  }

  private final Spec spec;
  private final double[] lastErrors; // error n at n % errors
  private final RecentMaximum recent;
  private long count;
  private double largest; // mean of errors
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  public SurpriseScore(Spec spec) {
    this.spec = spec;
    this.lastErrors = new double[spec.errors];
    this.recent = new RecentMaximum(spec.quiet);
  }

  /**
   * The next value.
   *
   * @param error of its forecast, 0 or more
   * @return 0 or more; the first value has none to be compared with, and scores 0
   */
  public double add(double value, double error) {
    lastErrors[(int) (count % spec.errors)] = error;
    long seen = Math.min(count + 1, spec.errors);
    double mean = Arrays.stream(lastErrors).sum() / seen; // those not seen yet are 0
    double score = count == 0 ? 0 : Math.max(0, Math.max(ofErrors(mean), ofValue(value)));
    largest = Math.max(mean, largest * Math.exp(-1 / spec.life));
    low = Math.min(low, value);
    high = Math.max(high, value);
    double before = recent.add(count++, score);
    return score > before ? score : 0;
  }

  private double ofErrors(double mean) {
    return Math.log((mean + spec.floor) / (largest + spec.floor));
  }

  private double ofValue(double value) {
    double distance = Math.max(value - high, low - value);
    return distance > 0 ? spec.outside + Math.log1p(distance / (high - low + spec.margin)) : 0;
  }
}
