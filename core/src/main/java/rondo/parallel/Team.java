package rondo.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import rondo.parallel.Parallel.Member;

/**
 * A {@link Parallel#team}. A pool promises that a task is done some time, not that a thread takes
 * it now, so a team never waits for who is not there: the caller invites, waits a moment, and
 * begins with those who came.
 */
final class Team {
  /** Longer than it takes to wake threads up. */
  private static final long PATIENCE_NANOS = 100_000;

  private static final int CLOSED = 1 << 30;

  private final Member body;
  private final AtomicInteger joined = new AtomicInteger(1); // the caller; then CLOSED
  private volatile Barrier barrier; // null until it is known who takes part

  Team(Member body) {
    this.body = body;
  }

  /**
   * @param inPool whether the caller is a thread of the pool
   */
  void run(int most, ForkJoinPool pool, boolean inPool) {
    if (inPool) {
      run(most);
    } else {
      pool.invoke(new Task(() -> run(most)));
    }
  }

  private void run(int most) {
    Task[] others = new Task[most - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Task(this::join);
      others[i].fork();
    }
    Throwable failure = null;
    try {
      close(most);
      take(0);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    for (int i = others.length - 1; i >= 0; i--) {
      others[i].quietlyJoin(); // those who come late leave at once
      Throwable other = others[i].getException();
      if (other != null && (failure == null || failure instanceof Barrier.Broken)) {
        failure = other;
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /** Waits for {@code most} members, but not long. */
  private void close(int most) {
    long start = System.nanoTime();
    while (joined.get() < most && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    barrier = new Barrier(joined.getAndAdd(CLOSED));
  }

  private void join() {
    int member = joined.getAndIncrement();
    if (member >= CLOSED) {
      return;
    }
    while (barrier == null) {
      Thread.onSpinWait();
    }
    take(member);
  }

  private void take(int member) {
    try {
      body.run(member, barrier.members(), barrier);
    } catch (RuntimeException | Error e) {
      barrier.breakUp();
      throw e;
    }
  }

  private static final class Task extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Runnable body;

    Task(Runnable body) {
      this.body = body;
    }

    @Override
    protected void compute() {
      body.run();
    }
  }
}
