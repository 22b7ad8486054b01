package rondo.round;

/**
 * What a shard tells of a round beside its numbers.
 *
 * @param weight output rows that a loss was taken at; 0 if the shard has no data
 * @param lossSum of these rows
 * @param timeSteps rows computed
 * @param carried state of the streams at the end; null if the next round does not start from it
 * @param gradientNorm mean over local steps of the norm of the mean gradient before clipping; 0
 *     where the driver clips
 * @param clipped local steps in which the gradient was clipped
 * @param finite false: the loss or a number was not finite, and the update does not count
 * @param bytes of the update's numbers as they travel
 * @param fetchNanos in which the shard waited for what the driver sent
 * @param computeNanos in which it worked
 */
public record ShardReport(
    int shard,
    double weight,
    double lossSum,
    long timeSteps,
    float[] carried,
    double gradientNorm,
    int clipped,
    boolean finite,
    long bytes,
    long fetchNanos,
    long computeNanos) {
  /** True if there is something to add up. */
  public boolean counts() {
    return weight > 0 && finite;
  }

  /** The same, with the time in which the shard waited for its input. */
  public ShardReport fetchedIn(long nanos) {
    return new ShardReport(
        shard,
        weight,
        lossSum,
        timeSteps,
        carried,
        gradientNorm,
        clipped,
        finite,
        bytes,
        nanos,
        computeNanos);
  }
}
