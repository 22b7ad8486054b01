package rondo.pages;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes numbers of one width to pages, little end first; none lies on two pages.
 *
 * <p>Thread use: one thread.
 */
final class PageWriter implements AutoCloseable {
  private final Path path;
  private final int width;
  private final PageCipher cipher; // or null
  private final FileOutputStream out;
  private final byte[] page = new byte[PagePool.PAGE];
  private int filled;
  private long written;
  private int[] checksums = new int[16];
  private int pages;

  /**
   * @param width bytes of a number: 1, 2 or 4
   */
  PageWriter(Path path, int width, boolean encrypted) throws IOException {
    this.path = path;
    this.width = width;
    this.cipher = encrypted ? new PageCipher() : null;
    this.out = new FileOutputStream(path.toFile());
  }

  /** Bytes so far. */
  long length() {
    return written + filled;
  }

  /**
   * Appends numbers.
   *
   * @throws IllegalArgumentException if one does not fit the width
   */
  void write(int[] values, int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      int value = values[i];
      if (width < Integer.BYTES && value >>> (8 * width) != 0) {
        throw new IllegalArgumentException(
            "A number of "
                + path.getFileName()
                + " is "
                + value
                + ", expected 0 to "
                + ((1 << (8 * width)) - 1));
      }
      write(value);
    }
  }

  /** Appends numbers; the width is 4. */
  void write(float[] values, int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      write(Float.floatToRawIntBits(values[i]));
    }
  }

  private void write(int value) throws IOException {
    for (int i = 0; i < width; i++) {
      page[filled++] = (byte) (value >>> (8 * i));
    }
    if (filled == page.length) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (Thread.currentThread().isInterrupted()) { // a task that Spark wants to end
      throw new InterruptedIOException("Interrupted while " + path + " was written");
    }
    int size = filled;
    if (cipher != null) {
      cipher.apply(pages, page, size);
    }
    out.write(page, 0, size);
    if (pages == checksums.length) {
      checksums = Arrays.copyOf(checksums, 2 * pages);
    }
    checksums[pages++] = PageFile.checksum(page, size);
    written += size;
    filled = 0;
  }

  /** What was written, to read. */
  PageFile finish() throws IOException {
    if (filled > 0) {
      flush();
    }
    out.close();
    return new PageFile(path, written, Arrays.copyOf(checksums, pages), cipher);
  }

  /** Gives up: deletes the file. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
