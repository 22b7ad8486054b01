package rondo.encode;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The characters (Unicode code points) that a model knows, each with its token: 1 to size - 1.
 * Token 0 stands for every character that was not in the training data.
 *
 * <p>Thread use: read only.
 */
public final class Vocabulary implements Tokenizer {
  private static final long serialVersionUID = 1L;

  /** Token of an unknown character. */
  public static final int UNKNOWN = 0;

  /** What {@link #text} gives for {@link #UNKNOWN}. */
  public static final String UNKNOWN_TEXT = "<unk>";

  /** In which order characters get their tokens. */
  public enum Order {
    /** Frequent ones first, equally frequent ones by code point. */
    FREQUENCY,
    CODE_POINT
  }

  private final int[] codePoints; // of token i + 1
  private final int[] tokens; // by code point, up to the highest known one

  private Vocabulary(int[] codePoints) {
    this.codePoints = codePoints;
    this.tokens = new int[Arrays.stream(codePoints).max().orElse(-1) + 1];
    for (int i = 0; i < codePoints.length; i++) {
      if (tokens[codePoints[i]] != UNKNOWN) {
        throw new IllegalArgumentException(
            String.format("U+%04X is in the vocabulary twice", codePoints[i]));
      }
      tokens[codePoints[i]] = i + 1;
    }
  }

  /** All characters that were counted. */
  public static Vocabulary of(CharacterCounts counts, Order order) {
    return of(counts, order, 1, 0);
  }

  /**
   * Characters that occur at least {@code minCount} times.
   *
   * @param most so many of them at most, the first ones; 0: all
   */
  public static Vocabulary of(CharacterCounts counts, Order order, long minCount, int most) {
    IntStream indexes = IntStream.range(0, counts.size()).filter(i -> counts.count(i) >= minCount);
    if (order == Order.FREQUENCY) {
      indexes =
          indexes
              .boxed()
              .sorted((a, b) -> Long.compare(counts.count(b), counts.count(a)))
              .mapToInt(Integer::intValue);
    }
    IntStream chosen = most == 0 ? indexes : indexes.limit(most);
    return new Vocabulary(chosen.map(counts::codePoint).toArray());
  }

  /**
   * The characters of tokens 1, 2, ...
   *
   * @throws IllegalArgumentException if one is no code point, or is there twice
   */
  public static Vocabulary ofCodePoints(int... codePoints) {
    for (int codePoint : codePoints) {
      if (!Character.isValidCodePoint(codePoint)) {
        throw new IllegalArgumentException(codePoint + " is not a Unicode code point");
      }
    }
    return new Vocabulary(codePoints.clone());
  }

  @Override
  public Kind kind() {
    return Kind.CHARACTERS;
  }

  @Override
  public int unknown() {
    return UNKNOWN;
  }

  @Override
  public TextCutter cutter(IntConsumer sink) {
    return TextCutter.characters(codePoint -> sink.accept(index(codePoint)));
  }

  @Override
  public Decoder decoder(String before) {
    return this::text;
  }

  @Override
  public String toJson() {
    return VocabularyJson.write(this);
  }

  /** Number of tokens, that for unknown characters included. */
  @Override
  public int size() {
    return codePoints.length + 1;
  }

  /** Token of a character; {@link #UNKNOWN} if there is none. */
  public int index(int codePoint) {
    return codePoint < tokens.length ? tokens[codePoint] : UNKNOWN;
  }

  /** The character of a token as text. */
  public String text(int token) {
    return token == UNKNOWN ? UNKNOWN_TEXT : Character.toString(codePoints[token - 1]);
  }

  /** Tokens of all characters of {@code text}. */
  @Override
  public int[] encode(String text) {
    return text.codePoints().map(this::index).toArray();
  }

  /** The characters of all tokens as text. */
  @Override
  public String decode(int... tokens) {
    StringBuilder text = new StringBuilder(tokens.length);
    for (int token : tokens) {
      text.append(text(token));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && Arrays.equals(codePoints, that.codePoints);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codePoints);
  }
}
