package rondo.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What {@link LocalRunDirectory} asks of a disk: answers that can be relied on after a crash. */
final class LocalDisk {
  private LocalDisk() {}

  /** Gives a whole file its name if that is free; the temporary one may be left behind. */
  static boolean putIfAbsent(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      // A network drive that lost its own first answer says so too.
      return Files.isSameFile(target, temporary);
    } catch (UnsupportedOperationException e) {
      return takeAndMove(temporary, target);
    } catch (FileSystemException e) {
      if (e.getClass() != FileSystemException.class) {
        throw e;
      }
      // Java has no exception of its own for a disk without hard links; others fail again below.
      return takeAndMove(temporary, target);
    }
  }

  private static boolean takeAndMove(Path temporary, Path target) throws IOException {
    try {
      Files.createFile(target);
    } catch (FileAlreadyExistsException e) {
      return Files.isSameFile(target, temporary);
    }
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  /** Creates a folder with all above it, each of them on stable storage. */
  static void createFolders(Path folder) throws IOException {
    if (attributes(folder) != null) {
      return; // If it is no folder, the first file in it will say so.
    }
    Path absolute = folder.toAbsolutePath();
    Path existing = absolute.getParent();
    while (existing.getParent() != null && attributes(existing) == null) {
      existing = existing.getParent();
    }
    Files.createDirectories(folder);
    for (Path made = absolute; !made.equals(existing); made = made.getParent()) {
      force(made.getParent());
    }
  }

  /**
   * Makes new names in a folder survive a power cut; where folders cannot be forced, the file
   * system's own order of writing is all there is.
   */
  static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupportedHere) {
      return;
    }
  }

  /**
   * What is at a path, or null if nothing is. Unlike {@link Files#exists} it never takes a failure
   * of the disk for an answer.
   */
  static BasicFileAttributes attributes(Path path, LinkOption... options) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, options);
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      // A file in place of a folder above: there is nothing below it.
      for (Path above = path.getParent(); above != null; above = above.getParent()) {
        if (Files.isRegularFile(above)) {
          return null;
        }
      }
      throw e;
    }
  }

  /** Deletes a file that nobody needs; if that fails, {@code failure} or nobody hears of it. */
  static void deleteQuietly(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      if (failure != null) {
        failure.addSuppressed(e);
      }
    }
  }
}
