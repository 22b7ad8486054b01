package rondo.anomaly;

import java.io.Serializable;

/**
 * Constants of {@link ErrorDetector}. The defaults are those of Hundman, Constantinou, Laporte,
 * Colwell and Soderstrom, "Detecting Spacecraft Anomalies Using LSTMs and Nonparametric Dynamic
 * Thresholding" (KDD 2018), and where the paper gives none, of the program that its authors
 * published with it.
 *
 * @param batch errors that are judged together; 70
 * @param batches batches of errors that the threshold is taken from, the judged one among them: 30,
 *     which makes h = 2100 errors
 * @param smoothing span of the exponentially weighted mean of errors, as a fraction of all errors
 *     that the threshold is taken from; 0.05, a span of 105
 * @param lowestZ the lowest threshold lies so many standard deviations above the mean; 2 (paper:
 *     less gave too many false alarms)
 * @param highestZ and the highest one; 12 (the paper found 2 to 10 good, its program goes to 12)
 * @param buffer time steps before and after each error above the threshold that belong to its
 *     sequence; 100 (of the program; the paper has none)
 * @param mostSequences a threshold that leaves more sequences than this above it is not taken; 5
 *     (of the program)
 * @param mostErrors nor is one that leaves this fraction of all errors, or more; 0.5 (of the
 *     program)
 * @param decrease p, the least relative decrease from one sequence's largest error to the next
 *     lower one: sequences below the last such step are pruned; 0.13
 */
public record ThresholdSpec(
    int batch,
    int batches,
    double smoothing,
    double lowestZ,
    double highestZ,
    int buffer,
    int mostSequences,
    double mostErrors,
    double decrease)
    implements Serializable {
  /** The published constants. */
  public static final ThresholdSpec PUBLISHED =
      new ThresholdSpec(70, 30, 0.05, 2, 12, 100, 5, 0.5, 0.13);

  /** Thresholds lie so many standard deviations apart (of the program). */
  static final double STEP_Z = 0.5;

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ThresholdSpec {
    require("batch", batch, batch >= 1 && batch <= 1 << 20, "1 to 1048576 errors");
    require("batches", batches, batches >= 1 && batches <= 1 << 10, "1 to 1024");
    require("smoothing", smoothing, smoothing >= 0 && smoothing <= 1, "0 to 1");
    require("lowest-z", lowestZ, lowestZ > 0, "more than 0 standard deviations");
    require("highest-z", highestZ, highestZ >= lowestZ, "at least lowest-z");
    require("buffer", buffer, buffer >= 0, "at least 0 time steps");
    require("most-sequences", mostSequences, mostSequences >= 1, "at least 1");
    require("most-errors", mostErrors, mostErrors > 0 && mostErrors <= 1, "above 0, at most 1");
    require("decrease", decrease, decrease >= 0 && decrease < 1, "0 to below 1");
  }

  /** h: errors that a threshold is taken from. */
  public int window() {
    return batch * batches;
  }

  /** Span of the exponentially weighted mean: its weights fall by 1 - 2 / (span + 1) a step. */
  public int span() {
    return Math.max(1, (int) (window() * smoothing));
  }

  private static void require(String name, double got, boolean fits, String expected) {
    if (!fits || !Double.isFinite(got)) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }
}
