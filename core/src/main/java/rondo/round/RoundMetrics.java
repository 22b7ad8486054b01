package rondo.round;

import java.util.Map;

/**
 * What is known of one round: a line of metrics.jsonl.
 *
 * @param round counted from 1
 * @param epoch passes over the data at its end
 * @param trainLoss mean loss an output row over the round
 * @param validLoss mean validation loss after the round; NaN if it was not evaluated
 * @param metrics what else was evaluated, by name: accuracy
 * @param timeSteps rows computed by all shards
 * @param timeStepsPerSecond of the whole round, evaluation left out
 * @param computeSeconds in which shards worked
 * @param syncSeconds the rest of the round: broadcast, scheduling, reduction
 * @param waitSeconds from the mean to the slowest shard
 * @param bytesDown of the message to the shards
 * @param bytesUp of all updates
 * @param learningRate of the round's last step
 * @param gradientNorm mean norm of the mean gradient before clipping
 * @param clipped steps in which it was clipped
 * @param badRecords records that were left out
 */
public record RoundMetrics(
    long round,
    double epoch,
    double trainLoss,
    double validLoss,
    Map<String, Double> metrics,
    long timeSteps,
    double timeStepsPerSecond,
    double computeSeconds,
    double syncSeconds,
    double waitSeconds,
    long bytesDown,
    long bytesUp,
    double learningRate,
    double gradientNorm,
    long clipped,
    long badRecords) {}
