package rondo.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well scores of anomalies fit windows in which there are some: the score of the Numenta
 * Anomaly Benchmark (Lavin and Ahmad, ICMLA 2015) as its version 1.1 counts it.
 *
 * <p>Time steps whose score reaches a threshold, one for all series, are alarms. A window with
 * alarms counts its earliest one: {@code truePositive} at its first time step, less the later it
 * is, down a sigmoid, 0 just behind its end. A window without any costs {@code falseNegative}. Each
 * alarm outside costs up to {@code falsePositive}, less shortly behind a window. The first 15 % of
 * a series, at most {@value #MOST_PROBATION} time steps, are left out. The sum is scaled so that 0
 * is never to raise an alarm, and 100 is one at the beginning of each window and nowhere else.
 */
public final class NabScore {
  private static final double PROBATION = 0.15;
  private static final int MOST_PROBATION = 750;
  private static final double STEEPNESS = 5;
  private static final double FAR = 3; // widths of a window behind it, where an alarm costs all
  private static final double EARLIEST = sigmoid(-1);

  private NabScore() {}

  /**
   * What alarms are worth.
   *
   * @param truePositive of a window that is found at once
   * @param falsePositive cost of an alarm far from any window
   * @param falseNegative cost of a window that is missed
   */
  public record Profile(double truePositive, double falsePositive, double falseNegative) {
    /** Of most figures. */
    public static final Profile STANDARD = new Profile(1, 0.11, 1);

    /** False alarms cost twice as much. */
    public static final Profile FEW_FALSE_POSITIVES = new Profile(1, 0.22, 1);

    /** Missed windows cost twice as much. */
    public static final Profile FEW_FALSE_NEGATIVES = new Profile(1, 0.11, 2);
  }

  /** The time steps {@code first} to {@code last}, counted from 0. */
  public record Window(int first, int last) {}

  /**
   * A series whose anomalies are known.
   *
   * @param scores of its time steps, higher is stranger; not copied
   * @param windows in their order, apart from each other
   */
  public record Series(double[] scores, List<Window> windows) {
    /**
     * @throws IllegalArgumentException if windows are not in the series or not in order, or a score
     *     is no number
     */
    public Series {
      windows = List.copyOf(windows);
      int end = -1;
      for (Window window : windows) {
        if (window.first <= end || window.last < window.first || window.last >= scores.length) {
          throw new IllegalArgumentException(
              "windows: got "
                  + windows
                  + ", expected ascending ones apart from each other in "
                  + scores.length
                  + " time steps");
        }
        end = window.last;
      }
      for (int t = 0; t < scores.length; t++) {
        if (Double.isNaN(scores[t])) {
          throw new IllegalArgumentException(
              "scores: got none at time step " + t + ", expected a number at each");
        }
      }
    }

    /** Time steps at the beginning that do not count. */
    public int probation() {
      return (int) Math.min(Math.floor(PROBATION * scores.length), MOST_PROBATION);
    }
  }

  /**
   * What came out.
   *
   * @param threshold that was used; infinite if no alarm is best
   * @param score 100 is perfect, 0 that of no alarms; NaN if no window counts
   * @param sum not scaled
   * @param found windows with an alarm
   * @param windows that count
   * @param falseAlarms time steps outside of windows that reach the threshold
   */
  public record Result(
      double threshold, double score, double sum, int found, int windows, int falseAlarms) {}

  /** A time step that counts. */
  private record Point(double score, double worth, int window) {}

  private static final int OUTSIDE = -1;

  /** With the threshold that gives the highest score, as the benchmark chooses it. */
  public static Result best(List<Series> series, Profile profile) {
    return sweep(series, profile, Double.NaN);
  }

  /** With a threshold that is known. */
  public static Result at(double threshold, List<Series> series, Profile profile) {
    return sweep(series, profile, threshold);
  }

  /**
   * @param wanted threshold; NaN: the best
   */
  private static Result sweep(List<Series> series, Profile profile, double wanted) {
    List<Point> points = new ArrayList<>();
    int windows = 0;
    for (Series one : series) {
      windows = add(one, profile, windows, points);
    }
    points.sort(Comparator.comparingDouble(Point::score).reversed());
    double[] worth = new double[windows]; // of the best alarm in a window
    int found = 0;
    int falseAlarms = 0;
    double sum = 0 - profile.falseNegative * windows; // and not -0
    Result best = result(Double.POSITIVE_INFINITY, sum, found, falseAlarms, windows, profile);
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.score < wanted) {
        break;
      }
      if (point.window == OUTSIDE) {
        falseAlarms++;
        sum += point.worth;
      } else if (worth[point.window] == 0) {
        found++;
        worth[point.window] = point.worth;
        sum += profile.falseNegative + point.worth;
      } else if (point.worth > worth[point.window]) {
        sum += point.worth - worth[point.window];
        worth[point.window] = point.worth;
      }
      boolean isLast = i + 1 == points.size() || points.get(i + 1).score != point.score;
      if (isLast && (sum > best.sum || !Double.isNaN(wanted))) {
        best = result(point.score, sum, found, falseAlarms, windows, profile);
      }
    }
    return Double.isNaN(wanted)
        ? best
        : new Result(wanted, best.score, best.sum, best.found, best.windows, best.falseAlarms);
  }

  /** Adds what counts of a series; returns the number of windows so far. */
  private static int add(Series series, Profile profile, int windows, List<Point> points) {
    int probation = series.probation();
    int count = windows;
    int next = 0; // window
    for (int t = 0; t < series.scores.length; t++) {
      while (next < series.windows.size() && series.windows.get(next).last < t) {
        next++;
      }
      Window at = next < series.windows.size() ? series.windows.get(next) : null;
      boolean inside = at != null && at.first <= t;
      if (t < probation) {
        continue;
      }
      if (inside) {
        double width = at.last - at.first + 1;
        double worth = sigmoid(-(at.last - t + 1) / width) / EARLIEST * profile.truePositive;
        points.add(new Point(series.scores[t], worth, count));
        count += t == at.last ? 1 : 0;
      } else {
        double behind = next == 0 ? FAR : behind(series.windows.get(next - 1), t);
        double worth = (behind >= FAR ? -1 : sigmoid(behind)) * profile.falsePositive;
        points.add(new Point(series.scores[t], worth, OUTSIDE));
      }
    }
    return count;
  }

  /** How far a time step is behind a window, in widths of it. */
  private static double behind(Window window, int t) {
    return (t - window.last) / (double) (window.last - window.first);
  }

  /** From 1 far left to -1 far right. */
  private static double sigmoid(double place) {
    return 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
  }

  private static Result result(
      double threshold, double sum, int found, int falseAlarms, int windows, Profile profile) {
    double worst = -profile.falseNegative * windows;
    double perfect = profile.truePositive * windows;
    return new Result(
        threshold, 100 * (sum - worst) / (perfect - worst), sum, found, windows, falseAlarms);
  }
}
