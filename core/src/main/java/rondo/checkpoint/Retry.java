package rondo.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again what failed, a few times, with growing pauses that differ from one process to the
 * next.
 *
 * @param attempts how often something is tried, at least 1
 * @param firstPause about how long to wait after the first failure, in milliseconds; each pause is
 *     about twice the one before
 */
record Retry(int attempts, long firstPause) {
  /** Four attempts within about two seconds. */
  static final Retry DEFAULT = new Retry(4, 250);

  /** Something that may be done any number of times. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /** The result of an action, or its last failure. A file that is not there is an answer. */
  <T> T call(Action<T> action) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        return action.run();
      } catch (IOException e) {
        if (isAbsent(e) || failures >= attempts) {
          throw e;
        }
        pause(failures);
      }
    }
  }

  /**
   * Waits.
   *
   * @param failures so far, at least 1
   */
  void pause(int failures) throws IOException {
    double jitter = 0.5 + ThreadLocalRandom.current().nextDouble();
    try {
      Thread.sleep((long) (firstPause * jitter * (1L << (failures - 1))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** Whether a failure says that there is no such file. */
  static boolean isAbsent(IOException failure) {
    return failure instanceof FileNotFoundException || failure instanceof NoSuchFileException;
  }
}
