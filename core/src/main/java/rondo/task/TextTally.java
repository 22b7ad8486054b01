package rondo.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import rondo.data.ByteRange;
import rondo.data.FileAccess;
import rondo.data.TextInput;
import rondo.encode.CharacterCounts;
import rondo.encode.TextCutter;
import rondo.encode.Tokenizer;
import rondo.encode.Utf8Reader;
import rondo.encode.Vocabulary;
import rondo.error.RondoException;
import rondo.metric.TextSize;

/**
 * What a text comes to, with certain tokens.
 *
 * @param texts whose ends are told; 0 of a running text
 * @param unknown tokens that stand for what has none of its own
 * @param bytes of UTF-8, without a byte order mark
 */
record TextTally(long texts, long tokens, long unknown, long bytes, long characters)
    implements Serializable {
  static final TextTally NONE = new TextTally(0, 0, 0, 0, 0);

  /** A tally, or what is wrong with the text: a result and no failure, as in {@link TextScan}. */
  record Scan(TextTally tally, String problem) implements Serializable {}

  TextTally plus(TextTally other) {
    return new TextTally(
        texts + other.texts,
        tokens + other.tokens,
        unknown + other.unknown,
        bytes + other.bytes,
        characters + other.characters);
  }

  /** What figures by the byte and by the character divide by. */
  TextSize size() {
    return new TextSize(tokens + texts, bytes, characters);
  }

  /** Of a text whose tokens are its characters. */
  static TextTally of(CharacterCounts counts, Vocabulary vocabulary) {
    long bytes = 0;
    for (int i = 0; i < counts.size(); i++) {
      bytes += counts.count(i) * Utf8Reader.bytes(counts.codePoint(i));
    }
    long total = counts.total();
    return new TextTally(0, total, counts.unknownTo(vocabulary), bytes, total);
  }

  /** Of a text in memory, whose end is told. */
  static TextTally of(String text, Tokenizer tokenizer) {
    Counter counter = new Counter(tokenizer);
    text.codePoints().forEach(counter);
    return counter.end(1);
  }

  /** Of a part of a text. */
  static Scan scan(FileAccess files, ByteRange[] part, Tokenizer tokenizer) {
    TextTally sum = NONE;
    try {
      for (ByteRange range : part) { // tokens do not go on from file to file
        if (tokenizer.kind() == Tokenizer.Kind.BYTES) {
          long[] characters = {0};
          TextInput.bytes(files, range, one -> characters[0] += (one & 0xC0) == 0x80 ? 0 : 1);
          sum = sum.plus(new TextTally(0, range.length(), 0, range.length(), characters[0]));
        } else {
          Counter counter = new Counter(tokenizer);
          TextInput.forEach(files, range, counter);
          sum = sum.plus(counter.end(0));
        }
      }
    } catch (RondoException e) {
      return new Scan(sum, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Scan(sum, null);
  }

  /** Counts the characters of one text. */
  private static final class Counter implements IntConsumer {
    private final TextCutter cutter;
    private final int unknownToken;
    private long tokens;
    private long unknown;
    private long bytes;
    private long characters;

    Counter(Tokenizer tokenizer) {
      this.unknownToken = tokenizer.unknown();
      this.cutter = tokenizer.cutter(this::token);
    }

    private void token(int token) {
      tokens++;
      unknown += token == unknownToken ? 1 : 0;
    }

    @Override
    public void accept(int codePoint) {
      characters++;
      bytes += Utf8Reader.bytes(codePoint);
      cutter.accept(codePoint);
    }

    TextTally end(int texts) {
      cutter.end();
      return new TextTally(texts, tokens, unknown, bytes, characters);
    }
  }
}
