package rondo.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The nonparametric dynamic threshold of Hundman and others (2018) over one window of smoothed
 * errors e:
 *
 * <pre>
 *   epsilon = mean(e) + z sd(e), for that z of lowestZ, lowestZ + 0.5 ... highestZ with the largest
 *
 *     (dMean / mean(e) + dSd / sd(e)) / (|E| + |S|^2)
 *
 *   E      the errors above epsilon
 *   S      the sequences of neighbours in E, with a buffer around each
 *   dMean  mean(e) - mean(errors below epsilon)
 *   dSd    sd(e) - sd(errors below epsilon)
 * </pre>
 *
 * <p>Of equal ones the last, highest, z is taken. A threshold with nothing above it is none.
 *
 * <p>Pruning: the largest errors of the sequences are sorted, highest first, and the largest error
 * outside of all sequences comes last. Where an error is lower than the one before it by more than
 * the fraction p, all before it stay. Sequences after the last such place are no anomalies.
 *
 * <p>Score of a sequence: (its largest error - epsilon) / (mean(e) + sd(e)).
 *
 * <p>Thread use: any number of threads.
 */
public final class DynamicThreshold {
  /** Equal errors differ by so little, as a fraction, once they are smoothed. */
  private static final double ROUNDING = 1e-12;

  private final ThresholdSpec spec;

  public DynamicThreshold(ThresholdSpec spec) {
    this.spec = spec;
  }

  /** Sequences above a threshold. */
  private record Choice(double epsilon, double merit, List<int[]> sequences) {}

  /**
   * The anomalous sequences among {@code count} smoothed errors from {@code errors[0]} on, in
   * order. Places are those of the array.
   */
  public List<AnomalyRange> find(double[] errors, int count) {
    Moments all = Moments.below(errors, count, Double.POSITIVE_INFINITY);
    Choice choice = choose(errors, count, all);
    if (choice == null) {
      return List.of();
    }
    List<AnomalyRange> found = new ArrayList<>();
    for (int[] sequence : prune(errors, count, choice.sequences())) {
      double score = (highest(errors, sequence) - choice.epsilon()) / (all.mean + all.deviation);
      found.add(new AnomalyRange(sequence[0], sequence[1], score));
    }
    return found;
  }

  /**
   * The threshold that {@link #find} takes.
   *
   * @return infinity if there is none: errors that are all alike, or no threshold that keeps to the
   *     limits
   */
  public double epsilon(double[] errors, int count) {
    Choice choice = choose(errors, count, Moments.below(errors, count, Double.POSITIVE_INFINITY));
    return choice == null ? Double.POSITIVE_INFINITY : choice.epsilon();
  }

  /** The best threshold; null if there is none. */
  private Choice choose(double[] errors, int count, Moments all) {
    if (!(all.deviation > ROUNDING * all.mean)) {
      return null;
    }
    Choice best = null;
    double step = ThresholdSpec.STEP_Z;
    long steps = (long) Math.floor((spec.highestZ() - spec.lowestZ()) / step + 1e-9);
    for (long i = 0; i <= steps; i++) {
      double epsilon = all.mean + (spec.lowestZ() + i * step) * all.deviation;
      int above = 0;
      for (int t = 0; t < count; t++) {
        above += errors[t] > epsilon ? 1 : 0;
      }
      if (above == 0) {
        break; // nor above any higher one
      }
      List<int[]> sequences = sequences(errors, count, epsilon);
      if (sequences.size() > spec.mostSequences() || above >= spec.mostErrors() * count) {
        continue;
      }
      Moments below = Moments.below(errors, count, epsilon);
      double gain =
          (all.mean - below.mean) / all.mean + (all.deviation - below.deviation) / all.deviation;
      double merit = gain / (above + (double) sequences.size() * sequences.size());
      if (best == null || merit >= best.merit()) {
        best = new Choice(epsilon, merit, sequences);
      }
    }
    return best;
  }

  /** First and last place of each sequence above a threshold, with the buffer. */
  private List<int[]> sequences(double[] errors, int count, double epsilon) {
    List<int[]> sequences = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      if (!(errors[t] > epsilon)) {
        continue;
      }
      int first = (int) Math.max(0L, (long) t - spec.buffer());
      int last = (int) Math.min(count - 1L, (long) t + spec.buffer());
      int[] before = sequences.isEmpty() ? null : sequences.get(sequences.size() - 1);
      if (before != null && first <= before[1] + 1) {
        before[1] = last;
      } else {
        sequences.add(new int[] {first, last});
      }
    }
    return sequences;
  }

  private List<int[]> prune(double[] errors, int count, List<int[]> sequences) {
    List<int[]> sorted = new ArrayList<>(sequences);
    sorted.sort(Comparator.comparingDouble((int[] s) -> -highest(errors, s)));
    double[] highest = new double[sorted.size() + 1];
    for (int i = 0; i < sorted.size(); i++) {
      highest[i] = highest(errors, sorted.get(i));
    }
    highest[sorted.size()] = highestOutside(errors, count, sequences);
    int kept = 0;
    for (int i = 1; i < highest.length; i++) {
      if ((highest[i - 1] - highest[i]) / highest[i - 1] > spec.decrease()) {
        kept = i;
      }
    }
    List<int[]> left = new ArrayList<>(sorted.subList(0, kept));
    left.sort(Comparator.comparingInt((int[] s) -> s[0]));
    return left;
  }

  private static double highest(double[] errors, int[] sequence) {
    double highest = errors[sequence[0]];
    for (int t = sequence[0] + 1; t <= sequence[1]; t++) {
      highest = Math.max(highest, errors[t]);
    }
    return highest;
  }

  /** The largest error in no sequence; 0 if all are in one. */
  private static double highestOutside(double[] errors, int count, List<int[]> sequences) {
    boolean[] inside = new boolean[count];
    for (int[] sequence : sequences) {
      Arrays.fill(inside, sequence[0], sequence[1] + 1, true);
    }
    double highest = 0;
    for (int t = 0; t < count; t++) {
      highest = inside[t] ? highest : Math.max(highest, errors[t]);
    }
    return highest;
  }

  /** Mean and standard deviation (of all, not of a sample). */
  private record Moments(double mean, double deviation) {
    static Moments below(double[] errors, int count, double limit) {
      double sum = 0;
      int size = 0;
      for (int t = 0; t < count; t++) {
        if (errors[t] < limit) {
          sum += errors[t];
          size++;
        }
      }
      double mean = size == 0 ? 0 : sum / size;
      double squares = 0;
      for (int t = 0; t < count; t++) {
        if (errors[t] < limit) {
          squares += (errors[t] - mean) * (errors[t] - mean);
        }
      }
      return new Moments(mean, size == 0 ? 0 : Math.sqrt(squares / size));
    }
  }
}
