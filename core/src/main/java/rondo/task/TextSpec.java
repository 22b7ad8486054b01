package rondo.task;

import java.io.Serializable;
import java.util.Locale;
import rondo.encode.Tokenizer;

/**
 * What the tokens of a text are.
 *
 * @param most so many different ones at most, an unknown one not counted: the most frequent
 *     characters or words; of pieces all of them, with the 256 of single bytes; 0: all characters,
 *     {@link #USUAL_WORDS} words, {@link #USUAL_PIECES} pieces
 * @param minCount characters and words that are rarer in the learned part are unknown; pieces whose
 *     parts are rarer as neighbours are not joined
 */
public record TextSpec(Tokenizer.Kind tokens, int most, int minCount) implements Serializable {
  /** Words where nothing is said. */
  public static final int USUAL_WORDS = 10_000;

  /** Pieces where nothing is said. */
  public static final int USUAL_PIECES = 8192;

  /** All characters of the learned part. */
  public static final TextSpec CHARACTERS = new TextSpec(Tokenizer.Kind.CHARACTERS, 0, 1);

  private static final int LARGEST = 1 << 20;
  private static final int BYTES = 256;

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public TextSpec {
    if (tokens == Tokenizer.Kind.BYTES) {
      require("most", most, most == 0, "auto with tokens = bytes, of which there are " + BYTES);
      require(
          "min-count", minCount, minCount == 1, "1 with tokens = bytes, all of which are known");
    }
    int least = tokens == Tokenizer.Kind.PIECES ? BYTES : 1;
    boolean fits = most == 0 || (most >= least && most <= LARGEST);
    require(
        "most",
        most,
        fits,
        "auto, or "
            + least
            + " to "
            + LARGEST
            + " "
            + tokens.name().toLowerCase(Locale.ROOT)
            + (least == 1 ? "" : ", those of single bytes included"));
    require("min-count", minCount, minCount >= 1, "at least 1");
  }

  private static void require(String name, int got, boolean fits, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(name + ": got " + got + ", expected " + expected);
    }
  }

  /** {@link #most} where it is said, or else what is usual; 0: all. */
  int limit() {
    if (most > 0) {
      return most;
    }
    return switch (tokens) {
      case WORDS -> USUAL_WORDS;
      case PIECES -> USUAL_PIECES;
      case CHARACTERS, BYTES -> 0;
    };
  }

  /** Whether a text is cut at white space alone. */
  boolean isCutAtSpaces() {
    return tokens == Tokenizer.Kind.WORDS || tokens == Tokenizer.Kind.PIECES;
  }
}
