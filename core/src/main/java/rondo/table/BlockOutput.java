package rondo.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes bytes in blocks with checksums, little end first: a header, then blocks of a length (the
 * sign bit marks the last one), so many bytes, and the CRC32C of the block's number, its length and
 * its bytes. The number makes blocks that changed places show.
 *
 * <p>Thread use: one thread.
 */
final class BlockOutput implements Closeable {
  /** Bytes of a full block. */
  static final int BLOCK = 1 << 16;

  /** First bytes of a file. */
  static final long MAGIC = 0x6261_746F_646E_6F72L; // "rondotab"

  static final int VERSION = 1;

  /** Bytes before the first block: magic, version, hash of the schema, CRC32C of these. */
  static final int HEADER = 24;

  /** In the length of the last block. */
  static final int LAST = Integer.MIN_VALUE;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FROM = Long.BYTES + Integer.BYTES;
  private static final int TO = FROM + BLOCK;

  private final OutputStream out;
  private final CRC32C checksum = new CRC32C();

  /** The number of the block, which is not written, then its length, its bytes, its checksum. */
  private final byte[] block = new byte[TO + Integer.BYTES];

  private int at = FROM;
  private long number;
  private long written;

  BlockOutput(OutputStream out, long schema) throws IOException {
    this.out = out;
    byte[] header = new byte[HEADER];
    LONG.set(header, 0, MAGIC);
    INT.set(header, 8, VERSION);
    LONG.set(header, 12, schema);
    checksum.update(header, 0, HEADER - Integer.BYTES);
    INT.set(header, HEADER - Integer.BYTES, (int) checksum.getValue());
    out.write(header);
    written = HEADER;
  }

  void writeByte(int value) throws IOException {
    if (at == TO) {
      flush(0);
    }
    block[at++] = (byte) value;
  }

  /** Seven bits a byte, the lowest first. */
  void writeCount(long value) throws IOException {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      writeByte((int) left | 0x80);
      left >>>= 7;
    }
    writeByte((int) left);
  }

  void writeDouble(double value) throws IOException {
    writeLong(Double.doubleToRawLongBits(value));
  }

  void writeLong(long value) throws IOException {
    if (TO - at >= Long.BYTES) {
      LONG.set(block, at, value);
      at += Long.BYTES;
    } else {
      for (int i = 0; i < Long.BYTES; i++) {
        writeByte((int) (value >>> (8 * i)));
      }
    }
  }

  void writeFloat(float value) throws IOException {
    int bits = Float.floatToRawIntBits(value);
    if (TO - at >= Integer.BYTES) {
      INT.set(block, at, bits);
      at += Integer.BYTES;
    } else {
      for (int i = 0; i < Integer.BYTES; i++) {
        writeByte(bits >>> (8 * i));
      }
    }
  }

  void writeBytes(byte[] bytes, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (at == TO) {
        flush(0);
      }
      int next = Math.min(TO - at, count - done);
      System.arraycopy(bytes, from + done, block, at, next);
      at += next;
      done += next;
    }
  }

  /** Writes what is left as the last block; bytes of the file. */
  long finish() throws IOException {
    flush(LAST);
    out.flush();
    return written;
  }

  private void flush(int last) throws IOException {
    if (Thread.currentThread().isInterrupted()) { // a task that Spark wants to end
      throw new InterruptedIOException("Interrupted while a shard was staged");
    }
    LONG.set(block, 0, number++);
    INT.set(block, Long.BYTES, (at - FROM) | last);
    checksum.reset();
    checksum.update(block, 0, at);
    INT.set(block, at, (int) checksum.getValue());
    int size = at + Integer.BYTES - Long.BYTES;
    out.write(block, Long.BYTES, size);
    written += size;
    at = FROM;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
