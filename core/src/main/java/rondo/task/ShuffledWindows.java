package rondo.task;

import rondo.data.WindowOrder;
import rondo.model.CounterRandom;

/**
 * Another random order in each epoch, of any number of windows and without a list of them: a
 * balanced Feistel network permutes the numbers of the next larger power of 4, and is applied again
 * to a number that is out of range (cycle walking, Black and Rogaway 2002).
 */
record ShuffledWindows(long seed) implements WindowOrder {
  private static final int ORDER = 0x77696E64; // tells these random numbers from others of the seed
  private static final int ROUNDS = 6;

  @Override
  public long at(int epoch, long size, long place) {
    long key = CounterRandom.key(CounterRandom.key(seed, ORDER), epoch);
    int half = (Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, size - 1)) + 1) / 2; // bits
    long at = place;
    do {
      at = permuted(key, half, at);
    } while (at >= size);
    return at;
  }

  private static long permuted(long key, int half, long number) {
    long mask = (1L << half) - 1;
    long left = number >> half;
    long right = number & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long mixed = CounterRandom.bits(CounterRandom.key(key, round), right) & mask;
      long swapped = left ^ mixed;
      left = right;
      right = swapped;
    }
    return left << half | right;
  }
}
