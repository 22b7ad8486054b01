package rondo.network;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.model.CounterRandom;

/**
 * Random token sequences, longest first, that batches are cut from; target classes come from the
 * same vocabulary.
 */
record Sequences(int vocabulary, long seed, int... lengths) {
  /** All sequences from start to end, from a fresh state. */
  Batch all() {
    return window(0, lengths[0], false);
  }

  /** Sequence {@code b} alone. */
  Batch alone(int b) {
    int[] one = new int[lengths[b]];
    Arrays.fill(one, 1);
    return batch(one, b, 0, false);
  }

  /** Time steps {@code from} to {@code to} - 1 of all sequences. */
  Batch window(int from, int to, boolean carriesState) {
    int[] active = new int[to - from];
    for (int t = from; t < to; t++) {
      int time = t;
      active[t - from] = (int) Arrays.stream(lengths).filter(length -> length > time).count();
    }
    return batch(active, 0, from, carriesState);
  }

  private Batch batch(int[] active, int first, int from, boolean carriesState) {
    int rows = Arrays.stream(active).sum();
    int[] tokens = new int[rows];
    int[] targets = new int[rows];
    int row = 0;
    for (int t = 0; t < active.length; t++) {
      for (int b = first; b < first + active[t]; b++, row++) {
        long key = CounterRandom.key(seed, b);
        tokens[row] = CounterRandom.below(key, from + t, vocabulary);
        targets[row] = CounterRandom.below(key, from + t + 1, vocabulary);
      }
    }
    return new Batch(active, tokens, null, 0, null, targets, null, carriesState);
  }
}
