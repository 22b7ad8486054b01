package rondo.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import rondo.parallel.Parallel.Member;

/**
 * A {@link Parallel#team}. Nobody promises that a helper runs now, so a team never waits long for
 * who is not there: the caller waits a moment, and begins with those who came.
 */
final class Team extends Job {
  /** It takes 20 to 100 microseconds to wake a thread up, where the processor sleeps as well. */
  private static final long PATIENCE_NANOS = 200_000;

  private static final int CLOSED = Integer.MAX_VALUE;

  private final int most;
  private final Member body;
  private final Barrier barrier = new Barrier();
  private final AtomicInteger joined = new AtomicInteger(1); // the caller
  private final AtomicInteger left = new AtomicInteger(1); // members that are done

  /**
   * @param most members, the caller among them
   */
  Team(int most, Member body) {
    this.most = most;
    this.body = body;
  }

  /**
   * The caller's part: opens the team, is one of its members, and waits for the others.
   *
   * @param expected members that may come, the caller among them
   */
  void lead(int expected) {
    long start = System.nanoTime();
    while (joined.get() < expected && !failed() && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    int members = joined.getAndSet(CLOSED);
    barrier.open(members);
    run(0, members);
    for (int spins = 0; left.get() < members; ) {
      spins = Spin.once(spins);
    }
  }

  @Override
  void help() {
    int member = joined.get();
    while (member < most && !joined.compareAndSet(member, member + 1)) {
      member = joined.get();
    }
    if (member >= most) {
      return; // too many, or too late
    }
    run(member, barrier.awaitOpening());
    left.incrementAndGet();
  }

  private void run(int member, int members) {
    try {
      body.run(member, members, barrier);
    } catch (Barrier.Broken e) { // the one to look at is another member's
    } catch (Throwable e) {
      fail(e);
      barrier.breakUp();
    }
  }
}
