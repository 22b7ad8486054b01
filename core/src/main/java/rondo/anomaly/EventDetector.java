package rondo.anomaly;

/**
 * Finds events that a model of the next event did not expect, as DeepLog does (Du, Li, Zheng and
 * Srikumar, CCS 2017): an event is normal if it is among the k that were most probable, given the
 * events before it. The paper takes k = 9. An event that the model does not know is never normal.
 *
 * <p>Thread use: any number of threads.
 *
 * @param k so many most probable events are normal
 */
public record EventDetector(int k) {
  /** k of the paper. */
  public static final int PUBLISHED_K = 9;

  /** An event that the model does not know. */
  public static final int UNKNOWN = -1;

  /**
   * @throws IllegalArgumentException if k is below 1
   */
  public EventDetector {
    if (k < 1) {
      throw new IllegalArgumentException("k: got " + k + ", expected at least 1");
    }
  }

  /**
   * Judges one event.
   *
   * @param step its place in its sequence
   * @param scores of all known events, logits: {@code size} of them from {@code from} on
   * @param event that happened, 0 to {@code size} - 1, or {@link #UNKNOWN}
   * @return null if it is normal
   */
  public UnexpectedEvent judge(long step, float[] scores, int from, int size, int event) {
    int rank = event == UNKNOWN ? 0 : rank(scores, from, size, event);
    if (event != UNKNOWN && rank <= k) {
      return null;
    }
    int expected = 0;
    for (int other = 1; other < size; other++) {
      if (Float.compare(value(scores[from + other]), value(scores[from + expected])) > 0) {
        expected = other;
      }
    }
    double highest = value(scores[from + expected]);
    double sum = 0;
    for (int other = 0; other < size; other++) {
      sum += odds(scores[from + other], highest);
    }
    return new UnexpectedEvent(
        step,
        event,
        rank,
        event == UNKNOWN ? Double.NaN : odds(scores[from + event], highest) / sum,
        expected,
        1 / sum);
  }

  private static double odds(float score, double highest) {
    return StrictMath.exp(value(score) - highest);
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
