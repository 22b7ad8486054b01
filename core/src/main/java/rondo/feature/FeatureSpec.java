package rondo.feature;

import java.io.Serializable;
import rondo.table.ColumnRequest;
import rondo.table.ValueType;

/**
 * A column that enters the network, and how.
 *
 * @param kind how its values become numbers
 * @param scale of NUMBER: what is subtracted and divided by
 * @param embedding of texts: width of the learned vector of a value; 0: a unit vector of it
 * @param minCount of texts: values that are rarer in the learned part share one place; of PIECES
 *     pairs that are rarer are not joined
 * @param most of texts: so many different values at most, the most frequent ones; of PIECES the
 *     size of the vocabulary; 0: no limit, and 8,192 pieces
 * @param lowercase of texts: whether capitals are made small first; the shape of AFFIXES still
 *     tells them
 * @param perSequence whether it has one value a sequence although each row is a time step
 */
public record FeatureSpec(
    String column,
    Kind kind,
    Scale scale,
    int embedding,
    int minCount,
    int most,
    boolean lowercase,
    boolean perSequence)
    implements Serializable {
  /** How values become numbers. */
  public enum Kind {
    /** By the type of the column: NUMBER, CATEGORY or SET. */
    AUTO,
    /** A number, or several, scaled. */
    NUMBER,
    /** One of some texts: a place for each, and one for all that are rare or unknown. */
    CATEGORY,
    /** A set of texts: 1 for each that is in it. */
    SET,
    /** A text, cut into words at white space: its words are the time steps. */
    WORDS,
    /** A text, cut into its characters (code points). */
    CHARACTERS,
    /** A text, cut into the bytes of its UTF-8. */
    BYTES,
    /** A text, cut into byte-pair pieces that are learned from the learned part. */
    PIECES,
    /**
     * What a word is made of, for words that are rare or unknown: its first and last one to four
     * characters and its shape, each a category with a vector of its own.
     */
    AFFIXES
  }

  /** What numbers of the learned part are scaled by. */
  public enum Scale {
    /** Not at all. */
    NONE,
    /** To mean 0 and variance 1. */
    STANDARD,
    /** To 0 to 1. */
    MIN_MAX,
    /** Median to 0, distance between the quartiles to 1. */
    ROBUST
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public FeatureSpec {
    require("embedding", embedding, 0, 65536);
    require("min-count", minCount, 1, Integer.MAX_VALUE);
    require("most", most, 0, 1 << 24);
  }

  /** A column as it is usual for its type. */
  public static FeatureSpec of(String column) {
    return new FeatureSpec(column, Kind.AUTO, Scale.STANDARD, 0, 1, 0, false, false);
  }

  /** Whether it cuts a text into time steps. */
  public boolean isTokenized() {
    return switch (kind) {
      case WORDS, CHARACTERS, BYTES, PIECES -> true;
      case AUTO, NUMBER, CATEGORY, SET, AFFIXES -> false;
    };
  }

  /** What it needs of the table. */
  public ColumnRequest request() {
    ValueType type =
        switch (kind) {
          case AUTO, NUMBER -> null;
          case CATEGORY, WORDS, CHARACTERS, BYTES, PIECES, AFFIXES -> ValueType.TEXT;
          case SET -> ValueType.TEXTS;
        };
    return new ColumnRequest(column, type, perSequence || isTokenized(), false);
  }

  private static void require(String name, int got, int low, int high) {
    if (got < low || got > high) {
      throw new IllegalArgumentException(
          name + ": got " + got + ", expected " + low + " to " + high);
    }
  }
}
