package rondo.encode;

import java.io.Serializable;
import java.util.function.IntConsumer;

/**
 * What the tokens of a text are, and how they become text again: characters ({@link Vocabulary}),
 * bytes, words or pieces.
 *
 * <p>Thread use: read only; a {@link TextCutter} and a {@link Decoder} of it are for one thread.
 */
public sealed interface Tokenizer extends Serializable
    permits Vocabulary, ByteTokens, WordTokens, PieceTokens {
  /** What {@link #unknown} gives where every text has tokens. */
  int NONE = -1;

  /** What a token is. */
  enum Kind {
    /** A Unicode code point. */
    CHARACTERS("character"),
    /** A byte of UTF-8. */
    BYTES("byte"),
    /** What stands between white space, or a line break. */
    WORDS("word"),
    /** Byte pairs that are learned from the text. */
    PIECES("piece");

    private final String noun;

    Kind(String noun) {
      this.noun = noun;
    }

    /** One of them, for people: "word". */
    public String noun() {
      return noun;
    }
  }

  /** Makes text of tokens as they come. */
  interface Decoder {
    /**
     * The text that is certain with one more token; it may be empty, where a token is part of a
     * character. Bytes that are not UTF-8 become U+FFFD as soon as they cannot become a character;
     * a character that never becomes whole is never given.
     */
    String next(int token);
  }

  /** What a token is. */
  Kind kind();

  /** Number of tokens. */
  int size();

  /** The token of whatever has none of its own; {@link #NONE} if everything has one. */
  int unknown();

  /**
   * A new cutter of one text, character by character.
   *
   * @param sink takes the tokens
   */
  TextCutter cutter(IntConsumer sink);

  /**
   * A new decoder.
   *
   * @param before text that the tokens follow; empty at the beginning of a line
   */
  Decoder decoder(String before);

  /** As JSON, for the model directory; {@link #read} is the inverse. */
  String toJson();

  /** The tokens of a text. */
  default int[] encode(String text) {
    IntList tokens = new IntList();
    TextCutter cutter = cutter(tokens);
    text.codePoints().forEach(cutter);
    cutter.end();
    return tokens.toArray();
  }

  /** The text of tokens, from the beginning of a line on. */
  default String decode(int... tokens) {
    Decoder decoder = decoder("");
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(decoder.next(token));
    }
    return text.toString();
  }

  /** Bytes, each of which is its own token. */
  static Tokenizer bytes() {
    return new ByteTokens();
  }

  /**
   * The most frequent words; equally frequent ones in the order of {@link String#compareTo}.
   *
   * @param words as {@link TextCutter#words} gives them, counted
   * @param most so many of them at most
   */
  static Tokenizer words(TextCounts words, long minCount, int most) {
    return WordTokens.of(words, minCount, most);
  }

  /**
   * Byte pairs, learned as {@link BytePairs#learn} says.
   *
   * @param chunks as {@link TextCutter#chunks} gives them, counted
   */
  static Tokenizer pieces(TextCounts chunks, long minCount, int most) {
    return new PieceTokens(BytePairs.learn(chunks, most, minCount));
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @param file named in the error
   * @throws rondo.error.RondoException CORRUPT for anything else
   */
  static Tokenizer read(String json, String file) {
    return TokenizerJson.read(json, file);
  }
}
