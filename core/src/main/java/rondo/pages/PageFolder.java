package rondo.pages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this JVM alone for files of pages. It is deleted when the JVM ends; after a kill, by
 * the next JVM that makes one beside it. Who lives is known by a locked file, which the system
 * unlocks with the death of its process: numbers of processes come again, and mean nothing in
 * containers that share a disk. Once the JVM ends there is no folder any more, and no new one.
 *
 * <p>Thread use: any number of threads.
 */
final class PageFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageFolder.class);
  private static final String PREFIX = "rondo-pages-";
  private static final String LOCK = "in-use";
  private static final String ENDS =
      "This JVM ends and has deleted its pages; it packs nothing more into pages";

  // Never looked at: on Linux a process gives up its lock when it closes the file anywhere.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final int ATTEMPTS = 10;

  private final Path base;
  private final Gap gap;
  private final Thread atExit = new Thread(this::end, "deletes pages");
  private Path folder; // null: not made yet
  private FileChannel lock;
  private boolean ended; // the JVM ends

  /** Between which two steps another thread, or another JVM, may come. */
  enum Step {
    /** The lock file is there and not locked yet. */
    LOCK_FILE_MADE,
    /** All but the lock file is deleted. */
    FILES_DELETED
  }

  /** Who comes there; nobody, but for tests. */
  interface Gap {
    void after(Step step, Path folder) throws IOException;
  }

  /**
   * @param base an existing folder, in which it is made when it is first asked for
   */
  PageFolder(Path base) {
    this(base, (step, folder) -> {});
  }

  PageFolder(Path base, Gap gap) {
    this.base = base;
    this.gap = gap;
  }

  /**
   * Where it is.
   *
   * @throws IOException if it cannot be made, or the JVM ends: nobody would delete it any more
   */
  synchronized Path path() throws IOException {
    if (ended) {
      throw new IOException(ENDS);
    }
    if (folder == null) {
      deleteAbandoned();
      folder = make();
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
      } catch (IllegalStateException e) {
        end();
        throw new IOException(ENDS, e);
      }
    } else if (!Files.isDirectory(folder)) { // somebody has tidied up
      Files.createDirectories(base);
      lock.close();
      OWN.remove(folder);
      folder = make();
    }
    return folder;
  }

  private Path make() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path made = Files.createTempDirectory(base, PREFIX).toRealPath(); // only its owner reads it
      OWN.add(made);
      if (locked(made)) {
        return made;
      }
      OWN.remove(made);
    }
    throw new IOException(
        "Folders for pages in "
            + base
            + " were deleted "
            + ATTEMPTS
            + " times in a row by somebody else before they could be locked; name another disk");
  }

  /**
   * Locks a new folder.
   *
   * @return false if another JVM has taken it for abandoned, between the making of its lock file
   *     and the lock, and has deleted it: the lock is on a file that has no name any more
   */
  private boolean locked(Path made) throws IOException {
    Path file = made.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      Object key = key(file);
      gap.after(Step.LOCK_FILE_MADE, made);
      channel.lock();
      if (Objects.equals(key, key(file))) {
        lock = channel;
        return true;
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone before it was locked", made, e);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    channel.close();
    return false;
  }

  /** What tells a file from a later one of the same name; null where the system has no such key. */
  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private void deleteAbandoned() throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path other : others) {
        deleteIfAbandoned(other);
      }
    }
  }

  private void deleteIfAbandoned(Path other) {
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

  private void deleteAll(Path all) throws IOException {
    Path file = all.resolve(LOCK);
    for (int attempt = 1; ; attempt++) {
      deleteFiles(all);
      gap.after(Step.FILES_DELETED, all);
      Files.deleteIfExists(file); // last: who is killed before leaves what is found
      try {
        Files.deleteIfExists(all);
        return;
      } catch (DirectoryNotEmptyException e) { // a task has begun another file
        Files.write(file, new byte[0]); // without it, no later JVM would look here
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void deleteFiles(Path all) throws IOException {
    try (Stream<Path> files = Files.list(all)) {
      for (Path file : files.filter(path -> !path.endsWith(LOCK)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private synchronized void end() {
    ended = true;
    delete();
  }

  private void delete() {
    if (folder == null) {
      return;
    }
    try {
      if (Files.isDirectory(folder)) { // else somebody has tidied up
        deleteAll(folder);
      }
      lock.close();
      OWN.remove(folder);
      folder = null;
    } catch (IOException e) {
      LOG.warn("{} could not be deleted ({}); delete it", folder, e.toString());
    }
  }

  @Override
  public synchronized void close() {
    if (folder == null) {
      return;
    }
    delete();
    if (folder != null) {
      return; // once more when the JVM ends
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.debug("The JVM ends already", e);
    }
  }
}
