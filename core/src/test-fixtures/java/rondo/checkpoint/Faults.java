package rondo.checkpoint;

import java.io.IOException;

/**
 * Makes one operation of a file system fail, and counts them. A file system under test runs each of
 * its operations through this.
 *
 * <p>Operations that only look are counted in the modes in which that makes a difference: a lost
 * answer is a failure if nothing has changed, and what a process leaves behind that ends before it
 * looks is what it leaves behind if it ends before its next change.
 *
 * <p>Thread use: one thread at a time.
 */
public final class Faults {
  /** What happens to operation n. */
  public enum Mode {
    /** It fails without effect. */
    BEFORE,
    /** It takes effect, but the answer is lost. */
    LOST_ANSWER,
    /** A write puts half of its bytes, then it fails. */
    PARTIAL,
    /** It fails without effect, and so does every later one. */
    BROKEN,
    /** The process ends before it, which is also after the one before. */
    DEATH,
    /** The process ends in the middle of a write. */
    DEATH_PARTIAL;

    boolean countsLooks() {
      return this == BEFORE || this == BROKEN;
    }

    boolean isPartial() {
      return this == PARTIAL || this == DEATH_PARTIAL;
    }

    boolean isDeath() {
      return this == DEATH || this == DEATH_PARTIAL;
    }
  }

  /** The end of the process: nothing it does afterwards reaches the file system. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("the process has ended", null, false, false);
    }
  }

  /** Something a file system does at once. */
  @FunctionalInterface
  public interface Operation<T> {
    T run() throws IOException;
  }

  /** Puts the first {@code count} bytes of a write. */
  @FunctionalInterface
  public interface Write {
    void put(int count) throws IOException;
  }

  private final Mode mode;
  private final int at;
  private final Runnable death;
  private int count;
  private boolean fired;
  private boolean dead;

  /**
   * @param at which operation fails, from 1; in the partial modes, which write
   */
  public Faults(Mode mode, int at) {
    this(
        mode,
        at,
        () -> {
          throw new Death();
        });
  }

  /**
   * @param death what ends the process
   */
  public Faults(Mode mode, int at, Runnable death) {
    this.mode = mode;
    this.at = at;
    this.death = death;
  }

  /** Nothing fails. */
  public static Faults none() {
    return new Faults(Mode.BEFORE, Integer.MAX_VALUE);
  }

  /** Whether the operation that was to fail has been asked for. */
  public boolean fired() {
    return fired;
  }

  /** Operations so far, without those after the end of the process. */
  public int count() {
    return count;
  }

  /** Runs an operation that changes nothing. */
  public <T> T look(Operation<T> operation) throws IOException {
    requireAlive();
    if (!mode.countsLooks() || !isNext()) {
      return operation.run();
    }
    throw failure();
  }

  /** Runs a change that takes effect as a whole or not at all. */
  public <T> T change(Operation<T> operation) throws IOException {
    requireAlive();
    if (mode.isPartial() || !isNext()) {
      return operation.run();
    }
    if (mode == Mode.LOST_ANSWER) {
      operation.run();
    }
    throw failure();
  }

  /** Runs a write of {@code length} bytes. */
  public void write(int length, Write write) throws IOException {
    requireAlive();
    if (!isNext()) {
      write.put(length);
      return;
    }
    if (mode.isPartial()) {
      write.put(length / 2);
    } else if (mode == Mode.LOST_ANSWER) {
      write.put(length);
    }
    throw failure();
  }

  /** Fails after the end of the process. */
  public void requireAlive() {
    if (dead) {
      throw new Death();
    }
  }

  private boolean isNext() {
    count++;
    boolean isNext = count == at || (mode == Mode.BROKEN && count > at);
    fired |= isNext;
    return isNext;
  }

  private IOException failure() {
    if (mode.isDeath()) {
      dead = true;
      death.run();
    }
    return new IOException("injected fault at operation " + count);
  }
}
