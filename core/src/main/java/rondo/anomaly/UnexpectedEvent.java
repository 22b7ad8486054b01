package rondo.anomaly;

/**
 * An event that a model of the next event did not expect.
 *
 * @param step its place in its sequence, from 0
 * @param event that happened; {@link EventDetector#UNKNOWN} if the model knows none like it
 * @param rank by probability, 1 for the most probable; 0 if the event is unknown
 * @param probability that the model gave it; NaN if the event is unknown
 * @param expected the most probable event
 * @param expectedProbability its probability
 */
public record UnexpectedEvent(
    long step, int event, int rank, double probability, int expected, double expectedProbability) {
  /** Whether the model knows no such event. */
  public boolean isUnknown() {
    return event == EventDetector.UNKNOWN;
  }
}
