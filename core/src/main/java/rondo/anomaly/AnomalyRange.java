package rondo.anomaly;

import java.io.Serializable;

/**
 * Time steps of one series that follow each other and were not to be expected.
 *
 * @param first place of the first one in its series, counted from 0
 * @param last place of the last one; it belongs to the range
 * @param score how far from expected: larger is farther; what it is, the detector says
 * @param firstTime time of the first one, as its data has it; its place where there is none
 * @param lastTime time of the last one
 */
public record AnomalyRange(long first, long last, double score, long firstTime, long lastTime)
    implements Serializable {
  /** Time steps without times. */
  public AnomalyRange(long first, long last, double score) {
    this(first, last, score, first, last);
  }

  /**
   * @throws IllegalArgumentException if the range ends before it begins
   */
  public AnomalyRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "range: got " + first + " to " + last + ", expected steps from 0 on, in order");
    }
  }

  /** Whether the two have a time step together, or are neighbours. */
  boolean touches(AnomalyRange other) {
    return first <= other.last + 1 && other.first <= last + 1;
  }

  /** Both, and what is between them, with the higher score. */
  AnomalyRange with(AnomalyRange other) {
    return new AnomalyRange(
        Math.min(first, other.first),
        Math.max(last, other.last),
        Math.max(score, other.score),
        first <= other.first ? firstTime : other.firstTime,
        last >= other.last ? lastTime : other.lastTime);
  }
}
