package rondo.spark.metrics;

import java.util.Locale;
import java.util.function.Function;
import rondo.round.RoundMetrics;

/** What is shown of the last round; the one place that knows the fields of {@link RoundMetrics}. */
enum RoundGauge {
  /** Rounds done. */
  ROUND(RoundMetrics::round),
  /** Passes over the data. */
  EPOCH(RoundMetrics::epoch),
  /** Mean loss an output row over the round, in nats or squared errors. */
  TRAIN_LOSS(RoundMetrics::trainLoss),
  /** The same on the validation data, of the last round that was evaluated. */
  VALID_LOSS(RoundMetrics::validLoss),
  /** Rows computed by all shards, a second. */
  TIME_STEPS_PER_SECOND(RoundMetrics::timeStepsPerSecond),
  /** Seconds in which shards worked. */
  COMPUTE_SECONDS(metrics -> metrics.times().compute()),
  /** Seconds until the shards had what the driver sent. */
  BROADCAST_SECONDS(metrics -> metrics.times().broadcast()),
  /** Seconds of the rest of the round: scheduling, what travels up, sums, the driver's step. */
  REDUCE_SECONDS(metrics -> metrics.times().reduce()),
  /** Seconds from the mean shard to the slowest. */
  WAIT_SECONDS(metrics -> metrics.times().waiting()),
  /** Seconds of the checkpoint before the round. */
  CHECKPOINT_SECONDS(metrics -> metrics.times().checkpoint()),
  /** Bytes of the message to the shards. */
  BYTES_DOWN(RoundMetrics::bytesDown),
  /** Bytes of all updates. */
  BYTES_UP(RoundMetrics::bytesUp);

  private final Function<RoundMetrics, Number> value;

  RoundGauge(Function<RoundMetrics, Number> value) {
    this.value = value;
  }

  /** The name of a gauge, which is that of metrics.jsonl too: {@code train_loss}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Number of(RoundMetrics metrics) {
    return value.apply(metrics);
  }
}
