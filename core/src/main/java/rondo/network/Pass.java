package rondo.network;

import rondo.model.CounterRandom;

/**
 * What one pass over a batch is for.
 *
 * @param training whether dropout is at work
 * @param seed fixes all that is random in the pass: a function of seed, shard and step
 */
public record Pass(boolean training, long seed) {
  /** Evaluation or prediction: nothing random. */
  public static final Pass EVALUATION = new Pass(false, 0);

  /** A pass of training. */
  public static Pass training(long seed) {
    return new Pass(true, seed);
  }

  long key(int place) {
    return CounterRandom.key(seed, place);
  }
}
