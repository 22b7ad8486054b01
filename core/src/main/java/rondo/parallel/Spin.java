package rondo.parallel;

/** How a thread waits for what comes within microseconds: spins, then lets others run between. */
final class Spin {
  private static final int SPINS = 2_000; // some ten microseconds

  private Spin() {}

  /**
   * Waits a moment.
   *
   * @param spins 0, then what the last call returned
   */
  static int once(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
      return spins + 1;
    }
    Thread.yield();
    return spins;
  }

  /** True once a waiting thread has begun to let others run between. */
  static boolean isLong(int spins) {
    return spins == SPINS;
  }
}
