package rondo.encode;

import java.io.Serializable;

/**
 * How often each character (Unicode code point) occurs in some text.
 *
 * <p>Thread use: read only.
 */
public final class CharacterCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] codePoints; // ascending
  private final long[] counts; // of the code point at the same index, positive

  CharacterCounts(int[] codePoints, long[] counts) {
    this.codePoints = codePoints;
    this.counts = counts;
  }

  /** Different characters. */
  public int size() {
    return codePoints.length;
  }

  /** The {@code i}th of the characters, in ascending order. */
  public int codePoint(int i) {
    return codePoints[i];
  }

  /** How often the {@code i}th character occurs. */
  public long count(int i) {
    return counts[i];
  }

  /** Characters in all. */
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** Characters in all that {@code vocabulary} does not know. */
  public long unknownTo(Vocabulary vocabulary) {
    long unknown = 0;
    for (int i = 0; i < codePoints.length; i++) {
      if (vocabulary.index(codePoints[i]) == Vocabulary.UNKNOWN) {
        unknown += counts[i];
      }
    }
    return unknown;
  }
}
