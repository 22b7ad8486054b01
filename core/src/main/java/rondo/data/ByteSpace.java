package rondo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import rondo.data.FileAccess.Entry;
import rondo.encode.Utf8Reader;
import rondo.encode.Words;

/**
 * The bytes of some files, one after the other, as if they were one file of UTF-8 text. Positions
 * count its bytes; cuts are moved forward to where a character begins.
 *
 * <p>Thread use: read only.
 */
public final class ByteSpace implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_CHARACTER = 4;

  private final String[] paths;
  private final long[] starts; // position of the first byte of each file, then of the end

  public ByteSpace(List<Entry> files) {
    this.paths = files.stream().map(Entry::path).toArray(String[]::new);
    this.starts = new long[paths.length + 1];
    for (int i = 0; i < paths.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], files.get(i).length());
    }
  }

  /** Bytes of all files. */
  public long length() {
    return starts[paths.length];
  }

  /** Number of files. */
  public int files() {
    return paths.length;
  }

  /** The parts of files between two positions, in order, none of them empty. */
  public List<ByteRange> ranges(long from, long to) {
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = fileAt(from); i < paths.length && starts[i] < to; i++) {
      long first = Math.max(from, starts[i]);
      long end = Math.min(to, starts[i + 1]);
      if (first < end) {
        ranges.add(new ByteRange(paths[i], first - starts[i], end - starts[i]));
      }
    }
    return ranges;
  }

  /**
   * The first position from {@code position} on at which a character begins; of bytes that are not
   * UTF-8 any that a reader will refuse.
   *
   * @throws IOException if the file cannot be read
   */
  public long snap(FileAccess files, long position) throws IOException {
    int file = fileAt(position);
    if (file == paths.length || position == starts[file]) {
      return position;
    }
    long snapped = position;
    try (InputStream in = files.open(paths[file], position - starts[file])) {
      while (snapped < starts[file + 1]
          && snapped < position + LONGEST_CHARACTER - 1
          && (in.read() & 0xC0) == 0x80) {
        snapped++;
      }
    }
    return snapped;
  }

  /**
   * The first position from {@code position} on that has a character other than white space between
   * itself and {@code position}, and white space behind it; the end of the file if there is none. A
   * text may be cut there into words, or into words with the white space before them. The beginning
   * and the end of a file stay as they are.
   *
   * @throws rondo.error.RondoException BAD_DATA if the bytes up to there are not UTF-8
   * @throws IOException if the file cannot be read
   */
  public long snapToSpace(FileAccess files, long position) throws IOException {
    long from = snap(files, position);
    int file = fileAt(from);
    if (file == paths.length || from == starts[file]) {
      return from;
    }
    long offset = from - starts[file];
    long end = starts[file + 1] - starts[file];
    boolean afterWord = false;
    try (Utf8Reader reader =
        new Utf8Reader(files.open(paths[file], offset), paths[file], offset, end)) {
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (afterWord && Words.isSpace(next)) {
          return starts[file] + offset;
        }
        afterWord = !Words.isSpace(next);
        offset += Utf8Reader.bytes(next);
      }
    }
    return starts[file + 1];
  }

  /**
   * Where slice {@code slice} of {@code slices} of the stretch {@code from} to {@code to} begins:
   * equal numbers of bytes but for the move to a character; slice = slices gives {@code to}.
   *
   * @throws IOException if the file cannot be read
   */
  public long cut(FileAccess files, long from, long to, int slice, int slices) throws IOException {
    if (slice == slices) {
      return to;
    }
    long length = to - from;
    long whole = length / slices * slice;
    return Math.min(to, snap(files, from + whole + length % slices * slice / slices));
  }

  /** The file that holds a position; that after the last one for the end. */
  private int fileAt(long position) {
    int low = 0;
    int high = paths.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle + 1] <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
