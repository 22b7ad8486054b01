package rondo.pages;

import java.io.IOException;
import java.nio.file.Path;
import rondo.data.ColumnHash;
import rondo.data.SequenceLayout;

/**
 * One column of sequences while they are packed: in memory at first, then maybe in pages.
 *
 * <p>Thread use: one thread.
 */
final class ColumnPacker {
  private final String name;
  private final int width;
  private final boolean real;
  private final ColumnHash hash = new ColumnHash(); // of what is in pages
  private Numbers numbers = new Numbers(); // null: they are in pages
  private PageWriter writer;
  private long count;

  ColumnPacker(ColumnKind kind, SequenceLayout layout) {
    this.name = kind.label();
    this.width = kind.width(layout);
    this.real = kind.real();
  }

  /** Numbers so far. */
  long count() {
    return count;
  }

  /** Bytes of a number in pages. */
  int width() {
    return width;
  }

  /** Bytes that are in pages. */
  long written() {
    return writer == null ? 0 : writer.length();
  }

  ColumnHash hash() {
    return hash;
  }

  /** What is in memory. */
  Numbers numbers() {
    return numbers;
  }

  void add(int[] values, int from, int size) throws IOException {
    count += size;
    if (numbers == null) {
      hash.add(values, from, size);
      writer.write(values, from, size);
      return;
    }
    for (int i = from; i < from + size; i++) {
      numbers.add(values[i]);
    }
  }

  void add(float[] values, int from, int size) throws IOException {
    count += size;
    if (numbers == null) {
      hash.add(values, from, size);
      writer.write(values, from, size);
      return;
    }
    for (int i = from; i < from + size; i++) {
      numbers.add(Float.floatToRawIntBits(values[i]));
    }
  }

  /** Moves what is in memory to pages, and all that comes too. */
  void spill(Path folder, String prefix, boolean encrypted) throws IOException {
    writer = new PageWriter(folder.resolve(prefix + "." + name), width, encrypted);
    numbers.drainTo(writer, hash, real);
    numbers = null;
  }

  /** What was written, to read. */
  Column finish(PagePool pool) throws IOException {
    Column column = new Column(pool, writer.finish(), width);
    writer = null;
    return column;
  }

  /** Deletes what was written, unless it is finished. */
  void discard() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
