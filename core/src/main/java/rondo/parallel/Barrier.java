package rondo.parallel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the members of a {@link Parallel#team} wait for each other, again and again. What a member
 * wrote before it came is seen by all after they leave.
 *
 * <p>Members come within microseconds of each other, less than it takes to wake a thread up, so
 * they spin; after a while they let other threads run between, as long as it takes.
 */
public final class Barrier {
  /** Of a team of one: nobody to wait for. */
  public static final Barrier ALONE = alone();

  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int members; // 0 until it is known
  private volatile int generation;
  private volatile boolean broken;

  Barrier() {}

  private static Barrier alone() {
    Barrier barrier = new Barrier();
    barrier.open(1);
    return barrier;
  }

  /** Tells how many members there are. */
  void open(int count) {
    members = count;
  }

  /** Returns the number of members when it is known; the caller of a team always tells it. */
  int awaitOpening() {
    for (int spins = 0; members == 0; ) {
      spins = Spin.once(spins);
    }
    return members;
  }

  /**
   * Returns when all members are here.
   *
   * @throws Broken if a member failed and will never come
   */
  public void await() {
    int all = members;
    if (all == 1) {
      return;
    }
    int now = generation;
    if (arrived.incrementAndGet() == all) {
      arrived.set(0);
      generation = now + 1;
      return;
    }
    for (int spins = 0; generation == now; spins = Spin.once(spins)) {
      if (broken) {
        throw new Broken();
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
