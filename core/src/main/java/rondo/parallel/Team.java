package rondo.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import rondo.parallel.Parallel.Member;

/**
 * A {@link Parallel#team}. A pool promises that a task is done some time, not that a thread takes
 * it now, so a team never waits for who is not there: the caller invites, waits a moment, and
 * begins with those who came.
 */
final class Team {
  /** It takes 20 to 100 microseconds to wake a thread up, where the processor sleeps as well. */
  private static final long PATIENCE_NANOS = 200_000;

  /** After so long, tasks are offered again. */
  private static final long OFFER_NANOS = 20_000;

  private static final int CLOSED = 1 << 30;

  private final Member body;
  private final Barrier barrier = new Barrier();
  private final AtomicInteger joined = new AtomicInteger(1); // the caller; then CLOSED and more
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

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
    Throwable first = failure.get();
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw (RuntimeException) first;
    }
  }

  private void run(int most) {
    Task[] others = new Task[most - 1];
    int invited = 0;
    try {
      for (; invited < others.length; invited++) {
        others[invited] = new Task(this::join);
        others[invited].fork();
      }
      waitFor(most, others);
      barrier.open(joined.getAndAdd(CLOSED));
      body.run(0, barrier.members(), barrier);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    for (int i = invited - 1; i >= 0; i--) {
      others[i].quietlyJoin(); // those who come late leave at once
    }
  }

  /**
   * Waits for all, but not long. A pool that is offered a task while its last idle thread is about
   * to fall asleep may not wake it; so the tasks that nobody took are offered again.
   */
  private void waitFor(int most, Task[] others) {
    long start = System.nanoTime();
    long offered = start;
    for (long now = start; joined.get() < most && now - start < PATIENCE_NANOS; ) {
      Thread.onSpinWait();
      now = System.nanoTime();
      if (now - offered > OFFER_NANOS) {
        int first = others.length;
        while (first > 0 && others[first - 1].tryUnfork()) {
          first--;
        }
        for (int i = first; i < others.length; i++) {
          others[i].fork();
        }
        offered = now;
      }
    }
  }

  private void join() {
    int member = joined.getAndIncrement();
    if (member >= CLOSED) {
      return;
    }
    try {
      barrier.awaitOpening();
      body.run(member, barrier.members(), barrier);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    if (!(e instanceof Barrier.Broken)) {
      failure.compareAndSet(null, e);
    }
    barrier.breakUp();
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
