package rondo.network;

import rondo.model.CounterRandom;

/**
 * What one pass over a batch is for.
 *
 * @param training whether dropout is at work
 * @param seed fixes all that is random in the pass: a function of seed, shard and step
 * @param firstRow row of the whole batch that is row 0 of the slice at work
 */
public record Pass(boolean training, long seed, int firstRow) {
  /** Evaluation or prediction: nothing random. */
  public static final Pass EVALUATION = new Pass(false, 0, 0);

  /** A pass of training. */
  public static Pass training(long seed) {
    return new Pass(true, seed, 0);
  }

  /** The same pass over a slice of its batch that begins at {@code row}. */
  Pass from(int row) {
    return new Pass(training, seed, row);
  }

  long key(int place) {
    return CounterRandom.key(seed, place);
  }
}
