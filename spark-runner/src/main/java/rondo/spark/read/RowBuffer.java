package rondo.spark.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Rows of one sequence that cannot be written before its end is known: in memory, and in a local
 * file beyond that.
 *
 * <p>Thread use: one thread.
 */
final class RowBuffer implements Closeable {
  /** Takes a row, which is overwritten after it returns. */
  @FunctionalInterface
  interface Rows {
    void take(UnsafeRow row) throws IOException;
  }

  private static final int MEMORY = 32 << 20;
  private static final int HEADER = Long.BYTES; // rows begin at multiples of 8

  private final Path folder;
  private final int columns;
  private final int memory;
  private byte[] bytes = new byte[1 << 16];
  private int used;
  private Path file;

  /**
   * @param folder of local files
   * @param columns of a row
   */
  RowBuffer(Path folder, int columns) {
    this(folder, columns, MEMORY);
  }

  /** With so many bytes in memory, or one row. */
  RowBuffer(Path folder, int columns, int memory) {
    this.folder = folder;
    this.columns = columns;
    this.memory = memory;
  }

  void add(UnsafeRow row) throws IOException {
    int size = HEADER + row.getSizeInBytes();
    if (used > 0 && used + size > memory) {
      spill();
    }
    if (used + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + size, 2 * bytes.length));
    }
    Platform.putLong(bytes, Platform.BYTE_ARRAY_OFFSET + used, row.getSizeInBytes());
    Platform.copyMemory(
        row.getBaseObject(),
        row.getBaseOffset(),
        bytes,
        Platform.BYTE_ARRAY_OFFSET + used + HEADER,
        row.getSizeInBytes());
    used += size;
  }

  /** Gives all rows in the order in which they came. */
  void forEach(Rows rows) throws IOException {
    UnsafeRow row = new UnsafeRow(columns);
    if (file != null) {
      byte[] one = new byte[1 << 10];
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
        for (long left = Files.size(file); left > 0; ) {
          int size = in.readInt();
          one = one.length < size ? new byte[size] : one;
          in.readFully(one, 0, size);
          row.pointTo(one, size);
          rows.take(row);
          left -= Integer.BYTES + size;
        }
      }
    }
    for (int at = 0; at < used; ) {
      int size = (int) Platform.getLong(bytes, Platform.BYTE_ARRAY_OFFSET + at);
      row.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + at + HEADER, size);
      rows.take(row);
      at += HEADER + size;
    }
  }

  /** Forgets all rows. */
  void clear() throws IOException {
    used = 0;
    if (file != null) {
      Files.deleteIfExists(file);
      file = null;
    }
  }

  @Override
  public void close() throws IOException {
    clear();
  }

  private void spill() throws IOException {
    if (file == null) {
      file = Files.createTempFile(folder, "rondo-sequence", ".rows");
    }
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND))) {
      for (int at = 0; at < used; ) {
        int size = (int) Platform.getLong(bytes, Platform.BYTE_ARRAY_OFFSET + at);
        out.writeInt(size);
        out.write(bytes, at + HEADER, size);
        at += HEADER + size;
      }
    }
    used = 0;
  }
}
