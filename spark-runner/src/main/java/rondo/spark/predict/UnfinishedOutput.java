package rondo.spark.predict;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.error.RondoException;
import rondo.spark.io.ExitHook;

/**
 * What a command has written to its {@link OutputFolder} before all of it is there. It is deleted
 * when the JVM is told to end (SIGTERM, Ctrl-C) before {@link #publish} has begun; then that comes
 * to its end.
 *
 * <p>Thread use: one thread; the JVM deletes in one of its own.
 */
final class UnfinishedOutput implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedOutput.class);

  private final OutputFolder output;
  private final ExitHook hook;
  private boolean finished; // published, or deleted

  /**
   * @throws RondoException TERMINATED if the JVM is ending already
   */
  UnfinishedOutput(OutputFolder output) {
    this.output = output;
    this.hook = ExitHook.of(this::end);
  }

  /**
   * Puts it in its place.
   *
   * @throws RondoException OUTPUT_REFUSED if somebody else has put something there meanwhile;
   *     TERMINATED if it was deleted
   */
  synchronized void publish() throws IOException {
    if (finished) {
      throw ExitHook.terminated(null);
    }
    output.publish();
    finished = true;
  }

  /** Deletes it because of a failure. */
  synchronized void discard(Throwable failure) {
    try {
      delete();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private synchronized void end() {
    try {
      delete();
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", output.unfinished(), e.getMessage(), e);
    }
  }

  private void delete() throws IOException {
    if (!finished) {
      output.delete();
      finished = true;
    }
  }

  @Override
  public void close() {
    hook.close();
  }
}
