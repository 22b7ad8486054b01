package rondo.pages;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A finished file of pages. Its checksums are in memory, 4 bytes a page: the file alone means
 * nothing to another process, and is never looked at by one.
 *
 * <p>A {@link RandomAccessFile}, not a channel: a channel is closed under everybody who reads it
 * when the thread of one task is interrupted.
 *
 * <p>Thread use: whoever holds the lock of the {@link PagePool}.
 */
final class PageFile {
  /** Pages of this file that are in the pool, by number. */
  final PagePool.Frame[] frames;

  private final Path path;
  private final long length;
  private final int[] checksums;
  private final PageCipher cipher; // or null
  private RandomAccessFile file; // opened at the first read
  private boolean closed;

  PageFile(Path path, long length, int[] checksums, PageCipher cipher) {
    this.path = path;
    this.length = length;
    this.checksums = checksums;
    this.cipher = cipher;
    this.frames = new PagePool.Frame[checksums.length];
  }

  /**
   * Reads a page.
   *
   * @throws LostPagesException if it is not there or not what was written
   */
  void load(int page, byte[] to) throws LostPagesException {
    if (closed) {
      throw new LostPagesException(path + " is closed", null);
    }
    long start = (long) page * PagePool.PAGE;
    int size = (int) Math.min(PagePool.PAGE, length - start);
    try {
      if (file == null) {
        file = new RandomAccessFile(path.toFile(), "r");
      }
      file.seek(start);
      file.readFully(to, 0, size);
    } catch (IOException e) {
      throw new LostPagesException(path + " cannot be read (" + e + ")", e);
    }
    if (checksum(to, size) != checksums[page]) {
      throw new LostPagesException("page " + page + " of " + path + " is damaged", null);
    }
    if (cipher != null) {
      cipher.apply(page, to, size);
    }
  }

  static int checksum(byte[] bytes, int size) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, size);
    return (int) checksum.getValue();
  }

  /** Deletes it. */
  void close() {
    closed = true;
    try {
      if (file != null) {
        file.close();
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
