package rondo.anomaly;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds anomalies in the errors of a forecast of one series, as Hundman and others (2018) do:
 * errors are smoothed by an exponentially weighted mean, and whenever a batch of them is complete a
 * {@link DynamicThreshold} is taken from the last h of them and judges the new ones. The first
 * judgement waits for h errors, or for the end if there are fewer, and is about all of them.
 *
 * <p>Smoothed error: e(t) = sum of w^i |error(t - i)| over i = 0 .. t, divided by the sum of w^i,
 * with w = 1 - 2 / (span + 1).
 *
 * <p>The first (span - 1) smoothed errors of a series, which are means of few errors, are replaced
 * by the mean of twice as many, as in the program of the paper's authors (which takes the window of
 * the network instead of the span): no anomaly begins in them.
 *
 * <p>Memory: h errors with their times, and one range, however long the series is.
 *
 * <p>Thread use: one thread. One object a series (a key, or a key and a target).
 */
public final class ErrorDetector {
  private final ThresholdSpec spec;
  private final DynamicThreshold threshold;
  private final JoinedRanges ranges;
  private final double weight; // w
  private final double[] window; // the last smoothed errors, oldest first
  private final long[] times; // of these
  private int held;
  private int fresh; // of these, those that nothing was said about yet
  private final Judged judged;
  private long seen;
  private double sum;
  private double weights;
  private boolean ended;

  /** Sees what is compared. */
  @FunctionalInterface
  public interface Judged {
    /**
     * The next error, in order, as soon as something can be said about it.
     *
     * @param smoothed error
     * @param threshold that it was compared with first; infinity where there was none
     */
    void judged(double smoothed, double threshold);
  }

  /**
   * @param found takes the anomalies in order, each as soon as it cannot grow any more; places are
   *     counted from the first error on, scores are those of {@link DynamicThreshold}
   */
  public ErrorDetector(ThresholdSpec spec, Consumer<AnomalyRange> found) {
    this(spec, found, null);
  }

  /**
   * The same, watched.
   *
   * @param judged sees every error; null: nobody does
   */
  public ErrorDetector(ThresholdSpec spec, Consumer<AnomalyRange> found, Judged judged) {
    this.judged = judged;
    this.spec = spec;
    this.threshold = new DynamicThreshold(spec);
    this.ranges = new JoinedRanges(found);
    this.weight = 1 - 2.0 / (spec.span() + 1);
    this.window = new double[spec.window()];
    this.times = new long[spec.window()];
  }

  /** The next error, of a time step whose place is its time. */
  public void add(double error) {
    add(error, seen);
  }

  /**
   * The next error, what was seen less what was forecast or the reverse.
   *
   * @param time of its time step, which ranges carry
   * @throws IllegalArgumentException if the error is not finite
   */
  public void add(double error, long time) {
    if (!Double.isFinite(error)) {
      throw new IllegalArgumentException(
          "error: got " + error + " at place " + seen + ", expected a finite number");
    }
    if (ended) {
      throw new IllegalStateException("The series has ended; take a new detector");
    }
    if (held == window.length) { // all judged: make room for a batch
      System.arraycopy(window, spec.batch(), window, 0, held - spec.batch());
      System.arraycopy(times, spec.batch(), times, 0, held - spec.batch());
      held -= spec.batch();
    }
    sum = weight * sum + Math.abs(error);
    weights = weight * weights + 1;
    times[held] = time;
    window[held++] = sum / weights;
    fresh++;
    seen++;
    if (held == window.length) {
      judge();
    }
  }

  /** Ends the series: judges what is left and gives the last range. */
  public void end() {
    if (!ended && fresh > 0) {
      judge();
    }
    ended = true;
    ranges.end();
  }

  /** The first smoothed errors are of few errors each: they tell as little as one alone. */
  private void warmUp() {
    int few = Math.min(held, spec.span() - 1);
    int some = Math.min(held, 2 * few);
    double total = 0;
    for (int t = 0; t < some; t++) {
      total += window[t];
    }
    Arrays.fill(window, 0, few, total / Math.max(1, some));
  }

  private void judge() {
    int firstFresh = held - fresh;
    if (seen == held) {
      warmUp();
    }
    if (judged != null) {
      double epsilon = threshold.epsilon(window, held);
      for (int t = firstFresh; t < held; t++) {
        judged.judged(window[t], epsilon);
      }
    }
    long offset = seen - held; // of window[0]
    for (AnomalyRange range : threshold.find(window, held)) {
      if (range.last() >= firstFresh) {
        long first = offset + range.first(); // may be what was judged before
        ranges.add(
            new AnomalyRange(
                first,
                offset + range.last(),
                range.score(),
                times[(int) range.first()],
                times[(int) range.last()]),
            offset + firstFresh,
            times[firstFresh]);
      }
    }
    fresh = 0;
    ranges.upTo(seen - spec.buffer());
  }
}
