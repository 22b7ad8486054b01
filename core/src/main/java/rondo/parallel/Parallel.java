package rondo.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Splits a range of indexes over an explicit {@link ForkJoinPool}; never the common pool, because
 * one executor JVM runs several tasks.
 *
 * <p>Callers split over independent outputs only (batch rows, hidden units, columns of a gradient),
 * so the number of threads can change how fast a result is there, but not one bit of it.
 *
 * <p>Thread use: an instance may be shared by any number of threads.
 */
public final class Parallel implements AutoCloseable {
  /** Work on the indexes {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface Range {
    void run(int from, int to);
  }

  /** What a member of a team does. */
  @FunctionalInterface
  public interface Member {
    /**
     * @param member 0 to {@code members} - 1
     * @param members as many as run at the same time
     */
    void run(int member, int members, Barrier barrier);
  }

  private final int threads;
  private final ForkJoinPool pool; // null: the caller's thread does it all
  private final AtomicBoolean teamed = new AtomicBoolean();

  private Parallel(int threads) {
    this.threads = threads;
    this.pool = threads == 1 ? null : new ForkJoinPool(threads);
  }

  /** All work in the caller's thread. */
  public static Parallel single() {
    return new Parallel(1);
  }

  /**
   * A pool of its own with {@code threads} threads.
   *
   * @throws IllegalArgumentException if {@code threads} is not in 1..1024
   */
  public static Parallel of(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads: got " + threads + ", expected 1 to 1024");
    }
    return new Parallel(threads);
  }

  /** Number of threads that work at once. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code body} over 0..size-1 in pieces of {@code grain} indexes (the last may be smaller)
   * and returns when all are done. An exception in a piece reaches the caller once no piece runs
   * any more.
   */
  public void forRange(int size, int grain, Range body) {
    if (size <= 0) {
      return;
    }
    int step = Math.max(1, grain);
    if (pool == null || size <= step) {
      body.run(0, size);
      return;
    }
    Pieces all = new Pieces(0, (size - 1) / step + 1, step, size, body);
    if (inPool()) {
      all.invoke();
    } else {
      pool.invoke(all);
    }
  }

  /** As {@link #forRange(int, int, Range)}, one piece a thread, in multiples of {@code unit}. */
  public void split(int size, int unit, Range body) {
    long units = (size - 1L) / unit + 1;
    long share = ((units - 1) / threads + 1) * unit;
    forRange(size, (int) Math.min(share, Integer.MAX_VALUE), body);
  }

  /**
   * Runs {@code body} in up to {@code most} threads at the same time, which may wait for each other
   * at a barrier, and returns when all are done. There are fewer members where threads are busy
   * with other work, so what a member does must follow from their number. One team at a time: while
   * there is one, another has one member. An exception of a member reaches the caller once no
   * member runs any more.
   */
  public void team(int most, Member body) {
    int members = Math.min(most, threads);
    if (members <= 1 || !teamed.compareAndSet(false, true)) {
      body.run(0, 1, Barrier.ALONE);
      return;
    }
    try {
      new Team(body).run(members, pool, inPool());
    } finally {
      teamed.set(false);
    }
  }

  /**
   * Runs {@code body} on a thread of the pool and returns what it does. Ranges inside of it are
   * then split by that thread, which does its own share: from a thread outside, each range would
   * wait for others to wake up.
   */
  public <R> R call(Supplier<R> body) {
    if (pool == null || inPool()) {
      return body.get();
    }
    Body<R> task = new Body<>(body);
    pool.invoke(task);
    return task.result();
  }

  /** Keeps what the body throws as it is: a pool would make a copy for the other thread. */
  private static final class Body<R> extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Supplier<R> body;
    private transient R result;
    private transient RuntimeException exception;
    private transient Error error;

    Body(Supplier<R> body) {
      this.body = body;
    }

    @Override
    protected void compute() {
      try {
        result = body.get();
      } catch (RuntimeException e) {
        exception = e;
      } catch (Error e) {
        error = e;
      }
    }

    R result() {
      if (exception != null) {
        throw exception;
      }
      if (error != null) {
        throw error;
      }
      return result;
    }
  }

  private boolean inPool() {
    return Thread.currentThread() instanceof java.util.concurrent.ForkJoinWorkerThread worker
        && worker.getPool() == pool;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }

  /** The pieces {@code first} to {@code last} of a range, halved until one is left. */
  private static final class Pieces extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final int first;
    private final int last;
    private final int grain;
    private final int size;
    private final transient Range body;

    Pieces(int first, int last, int grain, int size, Range body) {
      this.first = first;
      this.last = last;
      this.grain = grain;
      this.size = size;
      this.body = body;
    }

    @Override
    protected void compute() {
      if (last - first == 1) {
        int from = first * grain;
        body.run(from, size - from <= grain ? size : from + grain);
        return;
      }
      int middle = (first + last) >>> 1;
      Pieces right = new Pieces(middle, last, grain, size, body);
      right.fork();
      try {
        new Pieces(first, middle, grain, size, body).compute();
      } finally {
        right.quietlyJoin(); // nothing may still write when the caller learns of a failure
      }
      right.join();
    }
  }
}
