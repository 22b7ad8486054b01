package rondo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
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
   * Gives the tokens of all characters of a range to {@code sink}.
   *
   * @param token of a code point
   * @throws rondo.error.RondoException BAD_DATA if the bytes are not UTF-8
   * @throws IOException if the file cannot be read, or {@code sink} fails
   */
  public static void tokens(
      FileAccess files, ByteRange range, IntUnaryOperator token, SequenceSink sink)
      throws IOException {
    Tokens tokens = new Tokens(token, sink);
    try {
      forEach(files, range, tokens);
      tokens.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Collects tokens, so that they are handed on many at a time. */
  private static final class Tokens implements IntConsumer {
    private final int[] tokens = new int[1 << 12];
    private final IntUnaryOperator token;
    private final SequenceSink sink;
    private int size;

    Tokens(IntUnaryOperator token, SequenceSink sink) {
      this.token = token;
      this.sink = sink;
    }

    @Override
    public void accept(int codePoint) {
      tokens[size++] = token.applyAsInt(codePoint);
      if (size == tokens.length) {
        flush();
      }
    }

    private void flush() {
      try {
        sink.tokens(tokens, 0, size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      size = 0;
    }
  }
}
