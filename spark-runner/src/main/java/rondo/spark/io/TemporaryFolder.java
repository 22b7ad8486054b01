package rondo.spark.io;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.error.RondoException;

/**
 * A {@link SharedFolder} of this JVM alone, which deletes it when it is closed, or at the latest
 * when it ends (SIGTERM, Ctrl-C). Nobody else does while this JVM lives.
 *
 * <p>Thread use: any number of threads.
 */
public final class TemporaryFolder implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  private static final int ATTEMPTS = 3; // a task that ends may still write

  private final SharedFolder folder;
  private ExitHook hook;
  private boolean deleted;

  private TemporaryFolder(SharedFolder folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder at {@code path}, which must not exist.
   *
   * @throws RondoException TERMINATED if the JVM is ending already
   */
  public static TemporaryFolder create(String path, Configuration configuration)
      throws IOException {
    TemporaryFolder created = new TemporaryFolder(SharedFolder.create(path, configuration));
    try {
      created.hook = ExitHook.of(created::end);
      return created;
    } catch (RondoException e) {
      created.folder.delete();
      throw e;
    }
  }

  /** What tasks write to and read. */
  public SharedFolder folder() {
    return folder;
  }

  private void end() {
    for (int attempt = 1; ; attempt++) {
      try {
        delete();
        return;
      } catch (IOException | RuntimeException e) {
        if (attempt == ATTEMPTS) {
          LOG.warn("{} could not be deleted: {}", folder.path(), e.getMessage(), e);
          return;
        }
      }
    }
  }

  private synchronized void delete() throws IOException {
    if (!deleted) {
      folder.delete();
      deleted = true;
    }
  }

  /** Deletes the folder and everything in it, once. */
  @Override
  public void close() throws IOException {
    delete();
    hook.close();
  }
}
