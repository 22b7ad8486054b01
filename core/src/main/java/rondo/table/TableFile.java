package rondo.table;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import rondo.data.FileAccess;

/**
 * The file of a staged shard. In blocks with checksums ({@link BlockOutput}) stand records, each
 * with a byte of what it is, its part of the data and flags:
 *
 * <ul>
 *   <li>a sequence: its key, its origin as the bytes that it shares with the one before and the
 *       others, its values;
 *   <li>a time step: its time (of REAL 8 bytes, else by how much its interval differs from the one
 *       before), its values;
 *   <li>the end: the number of sequences and of time steps.
 * </ul>
 *
 * <p>Values: a bit a field that is 1 if it is missing, if any is; then those that are there:
 * numbers as doubles, or as floats if that changes none of the row; texts as UTF-8 after their
 * length, short ones that came first as their number when they come again.
 */
final class TableFile {
  /** What a record is: the lowest bits of its first byte. */
  static final int END = 0;

  static final int SEQUENCE = 1;
  static final int STEP = 2;
  static final int KIND_MASK = 3;

  /** The part of the data that it belongs to. */
  static final int SPLIT_SHIFT = 2;

  static final int SPLIT_MASK = 3;

  /** Some values are missing. */
  static final int GAPS = 1 << 4;

  /** All numbers are floats. */
  static final int FLOATS = 1 << 5;

  /** Before a text: it follows, and comes again in full. */
  static final int DO_NOT_KEEP = 0;

  /** Before a text: it follows, and has a number from now on. */
  static final int KEEP = 1;

  /** The number of the first text that was kept. */
  static final int KEPT = 2;

  /** Bytes of the longest text that is kept. */
  static final int LONGEST_KEPT = 64;

  /** Bytes of the longest origin. */
  static final int LONGEST_ORIGIN = 1 << 16;

  private static final int KEPT_TEXTS = 1 << 16;

  private TableFile() {}

  static TableReader open(FileAccess files, Table.Shard shard, TableSchema schema)
      throws IOException {
    return StagedReader.open(files, shard, schema);
  }

  /** How many texts of a field are kept, so that a reader's memory is bounded. */
  static int keptTexts(TableSchema schema) {
    int fields = schema.sequence().size() + schema.step().size();
    return Math.max(256, KEPT_TEXTS / Math.max(1, fields));
  }

  /** A hash of all that a schema says. */
  static long hash(TableSchema schema) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(schema.key().size());
      for (String key : schema.key()) {
        write(out, key);
      }
      write(out, schema.time().name());
      for (List<Field> fields : List.of(schema.sequence(), schema.step())) {
        out.writeInt(fields.size());
        for (Field field : fields) {
          write(out, field.name());
          write(out, field.type().name());
          out.writeInt(field.width());
        }
      }
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
      return ByteBuffer.wrap(hash).getLong();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing into memory failed", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
