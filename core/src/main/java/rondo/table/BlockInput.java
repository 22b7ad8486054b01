package rondo.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/**
 * Reads what {@link BlockOutput} wrote. A block is looked at only after its checksum, and nothing
 * is allocated for a length that the file has no bytes for.
 *
 * <p>Thread use: one thread.
 */
final class BlockInput implements Closeable {
  private static final int FROM = Long.BYTES + Integer.BYTES;

  private final InputStream in;
  private final String path;
  private final long length;
  private final CRC32C checksum = new CRC32C();

  /** The number of the block, which is not read, then its length, its bytes, its checksum. */
  private final byte[] block = new byte[FROM + BlockOutput.BLOCK + Integer.BYTES];

  private int at;
  private int limit;
  private long number;
  private long read; // bytes of the file
  private long start; // of the block, in the file
  private boolean last;

  /**
   * @param in a file of {@code length} bytes; closed with this
   * @param schema what its header must say
   */
  BlockInput(InputStream in, String path, long length, long schema) throws IOException {
    this.in = in;
    this.path = path;
    this.length = length;
    readFully(0, BlockOutput.HEADER);
    check(0, BlockOutput.HEADER - Integer.BYTES);
    if ((long) BlockOutput.LONG.get(block, 0) != BlockOutput.MAGIC) {
      throw corrupt("it does not begin like a staged shard");
    }
    int version = (int) BlockOutput.INT.get(block, 8);
    if (version != BlockOutput.VERSION) {
      throw corrupt("its version is " + version + ", expected " + BlockOutput.VERSION);
    }
    if ((long) BlockOutput.LONG.get(block, 12) != schema) {
      throw corrupt("it has other columns than the table");
    }
  }

  int readByte() throws IOException {
    if (at == limit) {
      fill();
    }
    return block[at++] & 0xFF;
  }

  /** What {@link BlockOutput#writeCount} wrote. */
  long readCount() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupt("a number has more than 64 bits");
  }

  /** A number of bytes, or of things that have at least one each: there must be as many. */
  int readSize(int most) throws IOException {
    long size = readCount();
    if (size < 0 || size > most || size > left()) {
      throw corrupt(
          "got a size of "
              + Long.toUnsignedString(size)
              + ", expected at most "
              + Math.min(most, left()));
    }
    return (int) size;
  }

  /** Bytes that may still come. */
  private long left() {
    return limit - at + length - read;
  }

  double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  long readLong() throws IOException {
    if (limit - at >= Long.BYTES) {
      long value = (long) BlockOutput.LONG.get(block, at);
      at += Long.BYTES;
      return value;
    }
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (long) readByte() << (8 * i);
    }
    return value;
  }

  float readFloat() throws IOException {
    int bits = 0;
    if (limit - at >= Integer.BYTES) {
      bits = (int) BlockOutput.INT.get(block, at);
      at += Integer.BYTES;
    } else {
      for (int i = 0; i < Integer.BYTES; i++) {
        bits |= readByte() << (8 * i);
      }
    }
    return Float.intBitsToFloat(bits);
  }

  void readBytes(byte[] to, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (at == limit) {
        fill();
      }
      int next = Math.min(limit - at, count - done);
      System.arraycopy(block, at, to, from + done, next);
      at += next;
      done += next;
    }
  }

  /** Passes over so many bytes. */
  void skip(long count) throws IOException {
    long left = count;
    while (left > limit - at) {
      left -= limit - at;
      fill();
    }
    at += (int) left;
  }

  /** A text after its length in bytes. */
  String readText() throws IOException {
    int size = readSize(Integer.MAX_VALUE - 8);
    if (size <= limit - at) {
      at += size;
      return new String(block, at - size, size, StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[Math.min(size, BlockOutput.BLOCK)];
    readBytes(bytes, 0, bytes.length);
    while (bytes.length < size) { // the file may be shorter than it was
      int done = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(size, 2L * done));
      readBytes(bytes, done, bytes.length - done);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Makes sure that nothing is left. */
  void end() throws IOException {
    if (!last || at != limit) {
      throw corrupt("it goes on after its end");
    }
    if (read != length || in.read() >= 0) {
      throw corrupt("it has more than " + read + " bytes, or was written with " + length);
    }
  }

  RondoException corrupt(String reason) {
    return new RondoException(
        ExitCode.CORRUPT,
        path
            + " is damaged in the block at byte "
            + start
            + ": "
            + reason
            + "; start the run again, which stages its data anew");
  }

  private void fill() throws IOException {
    if (Thread.currentThread().isInterrupted()) { // a task that Spark wants to end
      throw new InterruptedIOException("Interrupted while " + path + " was read");
    }
    if (last) {
      throw corrupt("its last record is cut short");
    }
    start = read;
    readFully(Long.BYTES, Integer.BYTES);
    int head = (int) BlockOutput.INT.get(block, Long.BYTES);
    last = head < 0;
    int size = head & ~BlockOutput.LAST;
    if (size < 1 || size > BlockOutput.BLOCK) {
      throw corrupt("got a block of " + size + " bytes, expected 1 to " + BlockOutput.BLOCK);
    }
    BlockOutput.LONG.set(block, 0, number++);
    readFully(FROM, size + Integer.BYTES);
    check(0, FROM + size);
    at = FROM;
    limit = FROM + size;
  }

  /** Checks the checksum that follows so many bytes. */
  private void check(int from, int count) {
    checksum.reset();
    checksum.update(block, from, count);
    if ((int) BlockOutput.INT.get(block, from + count) != (int) checksum.getValue()) {
      throw corrupt("its checksum is wrong");
    }
  }

  private void readFully(int to, int count) throws IOException {
    int got = in.readNBytes(block, to, count);
    read += got;
    if (got < count) {
      throw corrupt("it ends after " + read + " bytes, but was written with " + length);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
