package rondo.pages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this JVM alone for files of pages. It is deleted when the JVM ends; after a kill, by
 * the next JVM that makes one beside it. Who lives is known by a locked file, which the system
 * unlocks with the death of its process: numbers of processes come again, and mean nothing in
 * containers that share a disk.
 *
 * <p>Thread use: any number of threads.
 */
final class PageFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageFolder.class);
  private static final String PREFIX = "rondo-pages-";
  private static final String LOCK = "in-use";

  // Never looked at: on Linux a process gives up its lock when it closes the file anywhere.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path base;
  private final Thread atExit = new Thread(this::delete, "deletes pages");
  private Path folder; // null: not made yet
  private FileChannel lock;

  /**
   * @param base an existing folder, in which it is made when it is first asked for
   */
  PageFolder(Path base) {
    this.base = base;
  }

  /** Where it is. */
  synchronized Path path() throws IOException {
    if (folder == null) {
      deleteAbandoned();
      Path made = Files.createTempDirectory(base, PREFIX).toRealPath(); // only its owner reads it
      OWN.add(made);
      lock = locked(made);
      folder = made;
      Runtime.getRuntime().addShutdownHook(atExit);
    } else if (!Files.isDirectory(folder)) { // somebody has tidied up
      Files.createDirectories(folder);
      lock.close();
      lock = locked(folder);
    }
    return folder;
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  private void deleteAbandoned() throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path other : others) {
        deleteIfAbandoned(other);
      }
    }
  }

  private static void deleteIfAbandoned(Path other) {
    try {
      if (OWN.contains(other.toRealPath())) {
        return;
      }
      // Without the lock file it is being made, or somebody else deletes it.
      try (FileChannel channel = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE);
          FileLock taken = channel.tryLock()) {
        if (taken != null) {
          deleteAll(other);
          LOG.info("Deleted {}, which a process that was killed has left", other);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} stays, it may be another user's: {}", other, e.toString());
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> !path.endsWith(LOCK)).toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder.resolve(LOCK)); // last: who is killed before leaves what is found
    Files.deleteIfExists(folder);
  }

  private synchronized void delete() {
    if (folder == null) {
      return;
    }
    try {
      deleteAll(folder);
      lock.close();
      OWN.remove(folder);
      folder = null;
    } catch (IOException e) {
      LOG.warn("{} could not be deleted ({}); delete it", folder, e.toString());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (folder == null) {
        return;
      }
    }
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.debug("The JVM ends already", e);
    }
  }
}
