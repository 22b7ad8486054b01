package rondo.checkpoint;

/**
 * Which checkpoints are kept. Whatever it says, the newest two that are known to be whole stay, and
 * nothing is deleted before there are two.
 *
 * @param keepLast how many of the newest are kept, at least 1
 * @param keepEvery a checkpoint whose round this divides is kept for ever; 0: none is
 */
public record Retention(int keepLast, int keepEvery) {
  /** The newest three. */
  public static final Retention DEFAULT = new Retention(3, 0);

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Retention {
    if (keepLast < 1) {
      throw new IllegalArgumentException("keepLast: got " + keepLast + ", expected at least 1");
    }
    if (keepEvery < 0) {
      throw new IllegalArgumentException("keepEvery: got " + keepEvery + ", expected at least 0");
    }
  }

  /** Whether a checkpoint of this round is kept for ever. */
  boolean keepsForEver(long round) {
    return keepEvery > 0 && round % keepEvery == 0;
  }
}
