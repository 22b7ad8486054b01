package rondo.network;

/**
 * The sequences of a batch that a thread takes: {@code from}, {@code from + step} and so on, below
 * {@code to}. Ragged sequences are in the order of their lengths, so every N-th of them have about
 * as many time steps together as any other N-th, at each time as well as in all.
 */
record Share(int from, int to, int step) {
  /** Neighbours. */
  static Share block(int from, int to) {
    return new Share(from, to, 1);
  }

  /** How many of them are below {@code active}. */
  int below(int active) {
    int end = Math.min(to, active);
    return end <= from ? 0 : (end - from - 1) / step + 1;
  }
}
