package rondo.round;

import java.util.Map;

/**
 * What is known of one round: a line of metrics.jsonl.
 *
 * @param round counted from 1
 * @param epoch passes over the data at its end
 * @param localSteps steps that each shard took
 * @param trainLoss mean loss an output row over the round
 * @param validLoss mean validation loss after the round; NaN if it was not evaluated
 * @param metrics what else was evaluated, by name; NaN for what has no value
 * @param timeSteps rows computed by all shards
 * @param timeStepsPerSecond of the whole round, evaluation left out
 * @param times what the round spent its time on
 * @param bytesDown of the message to the shards
 * @param bytesUp of all updates, or of their slices
 * @param learningRate of the round's last step
 * @param gradientNorm mean norm of the mean gradient before clipping
 * @param clipped steps in which it was clipped
 * @param gradients that could have been clipped
 * @param badUpdates updates that were left out, because a number in them was not finite
 * @param badRecords records that were left out before the round: those of the whole table in the
 *     first one, else 0
 */
public record RoundMetrics(
    long round,
    double epoch,
    int localSteps,
    double trainLoss,
    double validLoss,
    Map<String, Double> metrics,
    long timeSteps,
    double timeStepsPerSecond,
    Times times,
    long bytesDown,
    long bytesUp,
    double learningRate,
    double gradientNorm,
    long clipped,
    long gradients,
    long badUpdates,
    long badRecords) {

  /** The same with another count of records that were left out. */
  public RoundMetrics withBadRecords(long count) {
    return new RoundMetrics(
        round,
        epoch,
        localSteps,
        trainLoss,
        validLoss,
        metrics,
        timeSteps,
        timeStepsPerSecond,
        times,
        bytesDown,
        bytesUp,
        learningRate,
        gradientNorm,
        clipped,
        gradients,
        badUpdates,
        count);
  }

  /**
   * Seconds of a round. Compute, broadcast and reduce are the whole of it.
   *
   * @param compute in which shards worked, the slowest of them
   * @param broadcast until the shards had the driver's message
   * @param reduce the rest: scheduling, what travels up, sums, the driver's own step
   * @param waiting of compute, from the mean to the slowest shard
   * @param checkpoint of the checkpoint before this round, which is not in it
   */
  public record Times(
      double compute, double broadcast, double reduce, double waiting, double checkpoint) {
    /** What is not compute. */
    public double sync() {
      return broadcast + reduce;
    }

    /** All of the round. */
    public double all() {
      return compute + sync();
    }

    /** Of this round and another. */
    public Times plus(Times other) {
      return new Times(
          compute + other.compute,
          broadcast + other.broadcast,
          reduce + other.reduce,
          waiting + other.waiting,
          checkpoint + other.checkpoint);
    }
  }
}
