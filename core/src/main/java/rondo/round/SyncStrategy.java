package rondo.round;

import java.util.List;
import rondo.gradient.Clipping;
import rondo.train.TrainSpec;

/**
 * What the driver makes of the updates of a round: the payload that shards send, and the outer step
 * taken on it. Gradient averaging, parameter averaging and all schemes between them (block
 * momentum, DiLoCo, FedAdam) differ in nothing else.
 *
 * <p>Thread use: the driver's thread.
 */
public interface SyncStrategy {
  /** What shards send back. */
  enum Payload {
    /** The gradient sum of one step at the round's parameters. */
    GRADIENT,
    /** The parameters after the round's local steps, and the optimizer's moments. */
    PARAMETERS
  }

  /** What a shard puts into {@link RoundUpdate#payload}. */
  Payload payload();

  /** Whether the optimizer's moments travel to the shards and back. */
  boolean sendsMoments();

  /**
   * The state after a round.
   *
   * @param updates of shards that have data, in the order of shard ids; at least one
   * @param learningRate of the round's first step
   */
  Outcome apply(RoundState state, List<RoundUpdate> updates, double learningRate);

  /**
   * @param clipping what the driver itself clipped; null if clipping was the shards' business
   */
  record Outcome(RoundState state, Clipping.Result clipping) {}

  /** The strategy of a specification. */
  static SyncStrategy of(RoundSpec spec, TrainSpec train) {
    return switch (spec.strategy()) {
      case GRADIENT_AVERAGING -> new GradientAveraging(train);
      case PARAMETER_AVERAGING -> new ParameterAveraging(spec.inner());
    };
  }
}
