package rondo.encode;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Reads UTF-8 strictly, after table 3-7 of the Unicode Standard: no overlong forms, no surrogates,
 * nothing above U+10FFFF, nothing cut short. Nothing is ever replaced.
 *
 * <p>Thread use: one thread.
 */
public final class Utf8Reader implements Closeable {
  private final InputStream in;
  private final String file;
  private final byte[] buffer = new byte[1 << 16];
  private int next; // in the buffer
  private int limit; // of the buffer
  private long bufferEnd; // offset in the file
  private final long end; // offset in the file

  /**
   * @param in the bytes from {@code from} on; closed with this reader
   * @param file named in errors
   * @param from offset in the file
   * @param to offset in the file at which to stop
   */
  public Utf8Reader(InputStream in, String file, long from, long to) {
    this.in = in;
    this.file = file;
    this.bufferEnd = from;
    this.end = to;
  }

  /**
   * The next character (code point), or -1 at the end.
   *
   * @throws RondoException BAD_DATA with the offset of the first byte that is not UTF-8
   * @throws IOException if reading fails, also when the file has become shorter
   */
  public int read() throws IOException {
    int first = nextByte();
    if (first < 0x80) {
      return first;
    }
    long offset = bufferEnd - limit + next - 1;
    if (first >= 0xC2 && first <= 0xDF) {
      return continued(first & 0x1F, 1, 0x80, 0xBF, first, offset);
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int low = first == 0xE0 ? 0xA0 : 0x80;
      int high = first == 0xED ? 0x9F : 0xBF;
      return continued(first & 0x0F, 2, low, high, first, offset);
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int low = first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xF4 ? 0x8F : 0xBF;
      return continued(first & 0x07, 3, low, high, first, offset);
    }
    throw malformed(first, offset);
  }

  /** Bytes that a character (code point) has in UTF-8. */
  public static int bytes(int codePoint) {
    if (codePoint < 0x800) {
      return codePoint < 0x80 ? 1 : 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  /** Reads {@code count} more bytes, of which the first must be in low..high. */
  private int continued(int start, int count, int low, int high, int first, long offset)
      throws IOException {
    int codePoint = start;
    for (int i = 0; i < count; i++) {
      int value = nextByte();
      if (value < (i == 0 ? low : 0x80) || value > (i == 0 ? high : 0xBF)) {
        throw malformed(first, offset);
      }
      codePoint = (codePoint << 6) | (value & 0x3F);
    }
    return codePoint;
  }

  private int nextByte() throws IOException {
    if (next == limit && !fill()) {
      return -1;
    }
    return buffer[next++] & 0xFF;
  }

  private boolean fill() throws IOException {
    if (bufferEnd >= end) {
      return false;
    }
    next = 0;
    limit = Math.max(0, in.read(buffer, 0, (int) Math.min(buffer.length, end - bufferEnd)));
    if (limit == 0) {
      throw new IOException(
          file
              + " ends at byte "
              + bufferEnd
              + " but had "
              + end
              + " bytes before; do not change the data during a run");
    }
    bufferEnd += limit;
    return true;
  }

  private RondoException malformed(int first, long offset) {
    return new RondoException(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "%s is not valid UTF-8: byte 0x%02X at offset %d; convert it, e.g. with iconv",
            file,
            first,
            offset));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
