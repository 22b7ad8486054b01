package rondo.parallel;

import java.util.function.Supplier;

/**
 * Splits a range of indexes over the caller's thread and those of an explicit {@link
 * java.util.concurrent.ForkJoinPool}; never the common pool, because one executor JVM runs several
 * tasks.
 *
 * <p>Callers split over independent outputs only (batch rows, hidden units, columns of a gradient),
 * so the number of threads can change how fast a result is there, but not one bit of it.
 *
 * <p>Thread use: an instance may be shared by any number of threads. It does one job at a time with
 * its threads: a range inside of a range, or of another caller meanwhile, is done by its caller
 * alone. The threads stay awake for a millisecond after a job, so keep one instance for many.
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
  private final Helpers helpers; // null: the caller's thread does it all

  private Parallel(int threads) {
    this.threads = threads;
    this.helpers = threads == 1 ? null : new Helpers(threads - 1);
  }

  /** All work in the caller's thread. */
  public static Parallel single() {
    return new Parallel(1);
  }

  /**
   * The caller's thread and {@code threads} - 1 of its own.
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
    if (helpers != null && size > step) {
      Pieces pieces = new Pieces(size, step, body);
      if (helpers.call(pieces, pieces.count() - 1)) {
        pieces.help();
        pieces.await();
        helpers.dismiss();
        pieces.rethrow();
        return;
      }
    }
    body.run(0, size);
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
   * with other work, so what a member does must follow from their number. An exception of a member
   * reaches the caller once no member runs any more.
   */
  public void team(int most, Member body) {
    int members = Math.min(most, threads);
    if (members > 1) {
      Team team = new Team(members, body);
      if (helpers.call(team, members - 1)) {
        team.lead();
        helpers.dismiss();
        team.rethrow();
        return;
      }
    }
    body.run(0, 1, Barrier.ALONE);
  }

  /**
   * Runs {@code body}, which uses ranges and teams, and returns what it returns. Callers that are
   * inside at the same time share the threads: k of them leave {@link #threads} - k to help.
   */
  public <R> R call(Supplier<R> body) {
    if (helpers == null) {
      return body.get();
    }
    helpers.enter();
    try {
      return body.get();
    } finally {
      helpers.leave();
    }
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.close();
    }
  }
}
