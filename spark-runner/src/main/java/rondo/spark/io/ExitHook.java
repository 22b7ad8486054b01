package rondo.spark.io;

import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * What is done when this JVM is told to end (SIGTERM, Ctrl-C) before this is closed: once Spark has
 * stopped, so that no task writes any more, and while file systems still are open.
 *
 * <p>Thread use: any number of threads; the action runs in one of the JVM.
 */
public final class ExitHook implements AutoCloseable {
  // Spark's hook has 30 more than that of the file systems.
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 20;

  private final Runnable action;

  private ExitHook(Runnable action) {
    this.action = action;
  }

  /**
   * From now on {@code action} is done at the end, for a minute at most.
   *
   * @throws RondoException TERMINATED if the JVM is ending already
   */
  public static ExitHook of(Runnable action) {
    try {
      ShutdownHookManager.get().addShutdownHook(action, PRIORITY, 1, TimeUnit.MINUTES);
      return new ExitHook(action);
    } catch (IllegalStateException e) {
      throw terminated(e);
    }
  }

  /** Whether the JVM is ending: what fails now fails for that. */
  public static boolean isEnding() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /** The failure of a command that was told to end. */
  public static RondoException terminated(Throwable cause) {
    return new RondoException(
        ExitCode.TERMINATED,
        "The driver was told to end, expected the end of the command; nothing that is half done"
            + " stays, start it again, a training with --resume",
        cause);
  }

  @Override
  public void close() {
    try {
      ShutdownHookManager.get().removeShutdownHook(action);
    } catch (IllegalStateException e) {
      return; // it runs, or has run
    }
  }
}
