package rondo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import rondo.encode.TextCutter;
import rondo.encode.Tokenizer;
import rondo.encode.Utf8Reader;

/** Reads stretches of files: the characters of UTF-8, strictly, or bytes as they are. */
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
   * Gives every byte of a range to {@code sink}, 0 to 255.
   *
   * @throws IOException if the file cannot be read, also when it has become shorter
   */
  public static void bytes(FileAccess files, ByteRange range, IntConsumer sink) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = files.open(range.path(), range.from())) {
      for (long left = range.length(); left > 0; ) {
        int size = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (size <= 0) {
          throw new IOException(
              range.path()
                  + " ends at byte "
                  + (range.to() - left)
                  + " but had "
                  + range.to()
                  + " bytes before; do not change the data during a run");
        }
        for (int i = 0; i < size; i++) {
          sink.accept(buffer[i] & 0xFF);
        }
        left -= size;
      }
    }
  }

  /**
   * Gives the tokens of a range to {@code sink}. Where tokens are bytes, the file need not be text.
   *
   * @throws rondo.error.RondoException BAD_DATA if the bytes are not UTF-8
   * @throws IOException if the file cannot be read, or {@code sink} fails
   */
  public static void tokens(
      FileAccess files, ByteRange range, Tokenizer tokenizer, SequenceSink sink)
      throws IOException {
    Tokens tokens = new Tokens(sink);
    try {
      if (tokenizer.kind() == Tokenizer.Kind.BYTES) {
        bytes(files, range, tokens);
      } else {
        TextCutter cutter = tokenizer.cutter(tokens);
        forEach(files, range, cutter);
        cutter.end();
      }
      tokens.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Collects tokens, so that they are handed on many at a time. */
  private static final class Tokens implements IntConsumer {
    private final int[] tokens = new int[1 << 12];
    private final SequenceSink sink;
    private int size;

    Tokens(SequenceSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(int token) {
      tokens[size++] = token;
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
