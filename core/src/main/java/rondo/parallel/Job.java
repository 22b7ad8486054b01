package rondo.parallel;

import java.util.concurrent.atomic.AtomicReference;

/** Work that threads do together, and the first thing that went wrong in it. */
abstract class Job {
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * Does a share of the work in the caller's thread; returns at once if none is left. Throws
   * nothing: what goes wrong is kept for the thread that began the job.
   */
  abstract void help();

  final void fail(Throwable e) {
    failure.compareAndSet(null, e);
  }

  final boolean failed() {
    return failure.get() != null;
  }

  /** Throws what went wrong first, as it is, in the thread that began the job. */
  final void rethrow() {
    Throwable first = failure.get();
    if (first != null) {
      throw Job.<RuntimeException>unchecked(first);
    }
  }

  /** The bodies of jobs declare no checked exceptions; this keeps the compiler from asking. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable e) throws T {
    throw (T) e;
  }
}
