package rondo.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import rondo.encode.Utf8Reader;

/** Reads the characters of stretches of UTF-8 files, strictly. */
public final class TextInput {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private TextInput() {}

  /**
   * Gives every character (code point) of a range to {@code sink}; a byte order mark at the start
   * of a file is left out.
   *
   * @throws rondo.error.RondoException BAD_DATA if the bytes are not UTF-8
   * @throws IOException if the file cannot be read
   */
  public static void forEach(FileAccess files, ByteRange range, IntConsumer sink)
      throws IOException {
    try (Utf8Reader reader =
        new Utf8Reader(
            files.open(range.path(), range.from()), range.path(), range.from(), range.to())) {
      int codePoint = reader.read();
      if (range.from() == 0 && codePoint == BYTE_ORDER_MARK) {
        codePoint = reader.read();
      }
      for (; codePoint >= 0; codePoint = reader.read()) {
        sink.accept(codePoint);
      }
    }
  }

  /**
   * The tokens of all characters of some ranges.
   *
   * @param ranges 2^30 bytes together at most
   * @param token of a code point
   */
  public static int[] tokens(FileAccess files, List<ByteRange> ranges, IntUnaryOperator token)
      throws IOException {
    long bytes = ranges.stream().mapToLong(ByteRange::length).sum();
    if (bytes > 1 << 30) {
      throw new IllegalArgumentException("ranges: got " + bytes + " bytes, expected at most 2^30");
    }
    Sink sink = new Sink(new int[(int) bytes], token);
    for (ByteRange range : ranges) {
      forEach(files, range, sink);
    }
    return sink.size == sink.tokens.length ? sink.tokens : Arrays.copyOf(sink.tokens, sink.size);
  }

  private static final class Sink implements IntConsumer {
    private final int[] tokens;
    private final IntUnaryOperator token;
    private int size;

    Sink(int[] tokens, IntUnaryOperator token) {
      this.tokens = tokens;
      this.token = token;
    }

    @Override
    public void accept(int codePoint) {
      tokens[size++] = token.applyAsInt(codePoint);
    }
  }
}
