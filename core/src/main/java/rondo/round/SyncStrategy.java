package rondo.round;

import java.util.List;
import rondo.gradient.Clipping;
import rondo.train.TrainSpec;

/**
 * What the driver makes of the updates of a round: the payload that shards send, and the outer step
 * taken on it. Gradient averaging, parameter averaging and all schemes between them (block
 * momentum, DiLoCo, FedAdam) differ in nothing else.
 *
 * <p>Thread use: the driver's thread; on shards only {@link #payload} and {@link #sentMoments}.
 */
public interface SyncStrategy {
  /** What shards send back. */
  enum Payload {
    /** The gradient sum of one step at the round's parameters. */
    GRADIENT,
    /** The parameters after the round's local steps. */
    PARAMETERS,
    /** The parameters after the round's local steps, less those before them. */
    DELTA
  }

  /** What a shard puts first into {@link RoundUpdate#vectors}. */
  Payload payload();

  /**
   * Which moments of the shards' optimizer travel down and, averaged, up; the others begin at 0.
   */
  List<Integer> sentMoments();

  /** Arrays that the driver's own step keeps, each as long as the parameters. */
  int slots();

  /** The parameters that shards begin the next round with. */
  float[] start(RoundState state);

  /**
   * The state after a round.
   *
   * @param sum of the updates of the round, of which at least one counts
   * @param learningRate of the round's first step
   */
  Outcome apply(RoundState state, RoundSum sum, double learningRate);

  /**
   * @param clipping what the driver itself clipped; null if clipping was the shards' business
   */
  record Outcome(RoundState state, Clipping.Result clipping) {}

  /** The strategy of a specification. */
  static SyncStrategy of(RoundSpec spec, TrainSpec train) {
    return spec.strategy() == RoundSpec.Strategy.GRADIENT_AVERAGING
        ? new GradientAveraging(train)
        : new ModelAveraging(spec, train);
  }
}
