package rondo.plan;

/**
 * What a local step costs on one executor with nothing else to do.
 *
 * @param seconds mean of a step, more than 0
 * @param spread standard deviation of steps over their mean; rounds wait for the slowest executor
 */
public record StepCost(double seconds, double spread) {
  /** Where nothing was measured: a quiet machine and sequences of equal length. */
  public static final double USUAL_SPREAD = 0.1;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public StepCost {
    if (!(seconds > 0) || !Double.isFinite(seconds)) {
      throw new IllegalArgumentException("got " + seconds + ", expected seconds, more than 0");
    }
    if (!(spread >= 0) || !Double.isFinite(spread)) {
      throw new IllegalArgumentException("spread: got " + spread + ", expected 0 or more");
    }
  }

  /**
   * Seconds until the slowest of {@code executors} has taken {@code steps} steps of independent
   * length: the largest of E normal sums is about {@code sqrt(2 ln E)} deviations above the mean.
   */
  public double slowest(double steps, int executors) {
    return seconds * (steps + spread * Math.sqrt(2 * Math.log(executors) * steps));
  }
}
