package rondo.parallel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the members of a {@link Parallel#team} wait for each other, again and again. What a member
 * wrote before it came is seen by all after they leave.
 *
 * <p>Members come within microseconds of each other, less than it takes to wake a thread up, so
 * they spin; after a while they let other threads run between.
 */
public final class Barrier {
  /** Of a team of one: nobody to wait for. */
  public static final Barrier ALONE = new Barrier(1);

  private static final int SPINS = 2_000; // some ten microseconds

  private final int members;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int generation;
  private volatile boolean broken;

  Barrier(int members) {
    this.members = members;
  }

  int members() {
    return members;
  }

  /**
   * Returns when all members are here.
   *
   * @throws Broken if a member failed and will never come
   */
  public void await() {
    if (members == 1) {
      return;
    }
    int now = generation;
    if (arrived.incrementAndGet() == members) {
      arrived.set(0);
      generation = now + 1;
      return;
    }
    for (int spins = 0; generation == now; spins++) {
      if (broken) {
        throw new Broken();
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** Lets all who wait or will wait know that a member failed. */
  void breakUp() {
    broken = true;
  }

  /** Another member failed; its exception is the one to look at. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
