package rondo.anomaly;

import java.util.function.Consumer;

/**
 * Finds events that a model of the next event did not expect, as DeepLog does (Du, Li, Zheng and
 * Srikumar, CCS 2017): an event is normal if it is among the k that were most probable, given the
 * events before it. The paper takes k = 9.
 *
 * <p>Neighbours that are not normal are one range; its score is the worst rank in it, the most
 * probable event having rank 1.
 *
 * <p>Thread use: one thread. One object a series.
 */
public final class EventDetector {
  /** k of the paper. */
  public static final int PUBLISHED_K = 9;

  private final int k;
  private final JoinedRanges ranges;
  private long seen;

  /**
   * @param k so many most probable events are normal, at least 1
   * @param found takes the ranges in order
   */
  public EventDetector(int k, Consumer<AnomalyRange> found) {
    if (k < 1) {
      throw new IllegalArgumentException("k: got " + k + ", expected at least 1");
    }
    this.k = k;
    this.ranges = new JoinedRanges(found);
  }

  /**
   * The next event.
   *
   * @param scores of all events, higher is more probable: logits will do; {@code size} of them from
   *     {@code from} on
   * @param event that happened, 0 to {@code size} - 1
   */
  public void add(float[] scores, int from, int size, int event) {
    int rank = rank(scores, from, size, event);
    if (rank > k) {
      ranges.add(new AnomalyRange(seen, seen, rank), seen, seen);
    }
    seen++;
    ranges.upTo(seen);
  }

  /** Ends the series. */
  public void end() {
    ranges.end();
  }

  /**
   * Rank of an event by its score, 1 for the highest. Of equal scores the event with the smaller
   * number comes first; one without a number (NaN) comes last.
   *
   * @throws IllegalArgumentException if there is no such event
   */
  public static int rank(float[] scores, int from, int size, int event) {
    if (event < 0 || event >= size) {
      throw new IllegalArgumentException("event: got " + event + ", expected 0 to " + (size - 1));
    }
    float score = scores[from + event];
    int rank = 1;
    for (int other = 0; other < size; other++) {
      int order = Float.compare(value(scores[from + other]), value(score));
      rank += order > 0 || (order == 0 && other < event) ? 1 : 0;
    }
    return rank;
  }

  /** NaN would be the highest of all in {@link Float#compare}. */
  private static float value(float score) {
    return Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score + 0f; // -0 is 0
  }
}
