package rondo.data;

/**
 * The batches of one shard: for every epoch a fixed number of steps, and for every step a batch
 * that depends on nothing but the data, the seed, the epoch and the step.
 */
public interface Batches {
  /** Steps of an epoch; 0 if there is no data. Does not depend on the epoch. */
  int stepsPerEpoch();

  /** The batch of a step, 0 <= step < {@link #stepsPerEpoch()}. */
  Batch batch(int epoch, int step);

  /** Whether the batch of a step starts from the state at the end of the batch before it. */
  boolean carriesState(int step);

  /**
   * Time steps (rows) of an epoch.
   *
   * @param packed those of the sequences that batches are made of
   */
  default long timeSteps(long packed) {
    return packed; // each once
  }

  /** Time steps (rows) of the largest batch and of an epoch are bounded by this many rows. */
  int maxRows();

  /** Largest number of sequences in a batch. */
  int maxBatchSize();
}
