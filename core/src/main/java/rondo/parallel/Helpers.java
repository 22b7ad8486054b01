package rondo.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads of a {@link ForkJoinPool} that stay awake between one job and the next: each runs one
 * long task that looks for jobs. It takes 20 to 100 microseconds to wake a thread up where the
 * processor sleeps as well, as long as many jobs take, and a pool may leave a thread asleep
 * although there is work; so helpers spin for a moment, as those of OpenMP do, and then park.
 *
 * <p>Nobody waits for a helper that has not begun: a job is done by the threads that came.
 */
final class Helpers {
  private static final long AWAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(1); // then they park
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10); // then the task ends

  private final ForkJoinPool pool;
  private final Helper[] helpers;
  private final boolean spin;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger callers = new AtomicInteger();
  private volatile Job job;
  private volatile int wanted; // helpers from the first on
  private volatile int number; // of the job; written by the thread that has set busy
  private volatile boolean closed;

  Helpers(int count) {
    this.pool = new ForkJoinPool(count);
    this.helpers = new Helper[count];
    for (int i = 0; i < count; i++) {
      helpers[i] = new Helper(i);
    }
    this.spin = count < Runtime.getRuntime().availableProcessors();
  }

  /**
   * Calls helpers to a job, to which those that are not at work come; {@link #dismiss} ends it.
   *
   * @param most helpers that the job has work for
   * @return false if there are none to spare, or they are at another job, maybe one that the caller
   *     has a share of
   */
  boolean call(Job next, int most) {
    int spare = Math.min(most, helpers.length + 1 - Math.max(1, callers.get()));
    if (spare <= 0 || closed || !busy.compareAndSet(false, true)) {
      return false;
    }
    wanted = spare;
    job = next;
    int before = number;
    number = before + 1; // nobody else writes it
    try {
      for (int i = 0; i < spare; i++) {
        helpers[i].wake();
      }
    } catch (RuntimeException | Error e) { // no thread to be had
      next.fail(e);
    }
    return true;
  }

  /** Nobody who comes from now on finds the job. */
  void dismiss() {
    job = null;
    busy.set(false);
  }

  /** A thread more that works all the time, and one helper less, until {@link #leave}. */
  void enter() {
    callers.incrementAndGet();
  }

  void leave() {
    callers.decrementAndGet();
  }

  /** Ends the threads once their share of a job is done. */
  void close() {
    closed = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper.parked);
    }
    pool.shutdown();
  }

  private final class Helper implements Runnable {
    private final int index;
    private final AtomicBoolean there = new AtomicBoolean();
    private volatile Thread parked;

    Helper(int index) {
      this.index = index;
    }

    void wake() {
      Thread sleeping = parked;
      if (sleeping != null) {
        LockSupport.unpark(sleeping);
      } else if (there.compareAndSet(false, true)) {
        try {
          pool.execute(this);
        } catch (RuntimeException | Error e) {
          there.set(false);
          throw e;
        }
      }
    }

    @Override
    public void run() {
      int seen = number - 1; // the job that this helper was called to may still be there
      do {
        for (int now = next(seen); now != seen && !closed; now = next(seen)) {
          seen = now;
          Job found = job;
          if (found != null && index < wanted) {
            found.help();
          }
        }
        there.set(false); // first that, then look again: no call is lost
      } while (number != seen && !closed && there.compareAndSet(false, true));
    }

    /** Returns the number of the next job; or {@code seen} if there is none for a long time. */
    private int next(int seen) {
      if (spin) {
        int spins = 0;
        while (number == seen && !Spin.isLong(spins)) {
          spins = Spin.once(spins);
        }
        long start = System.nanoTime();
        while (number == seen && System.nanoTime() - start < AWAKE_NANOS) {
          spins = Spin.once(spins);
        }
      }
      if (number != seen) {
        return number;
      }
      long start = System.nanoTime();
      parked = Thread.currentThread(); // first that, then look again: the caller does the reverse
      while (number == seen && !closed && System.nanoTime() - start < IDLE_NANOS) {
        LockSupport.parkNanos(Helpers.this, IDLE_NANOS);
      }
      parked = null;
      return number;
    }
  }
}
