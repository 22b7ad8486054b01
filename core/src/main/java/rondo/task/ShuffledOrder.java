package rondo.task;

import rondo.data.EpochOrder;
import rondo.model.CounterRandom;

/** Another random order in each epoch (Fisher and Yates). */
record ShuffledOrder(long seed) implements EpochOrder {
  private static final int ORDER = 0x6F726472; // tells these random numbers from others of the seed

  @Override
  public int[] of(int epoch, int size) {
    long key = CounterRandom.key(CounterRandom.key(seed, ORDER), epoch);
    int[] order = EpochOrder.STORED.of(epoch, size);
    for (int i = size - 1; i > 0; i--) {
      int j = CounterRandom.below(key, i, i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
