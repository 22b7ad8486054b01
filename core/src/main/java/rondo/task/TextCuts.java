package rondo.task;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Where a stretch of text is cut into shards of equal numbers of characters: its parts were
 * counted, and within a part characters are taken to have the same length. A text of one part, or
 * of characters of one byte, is so cut into equal numbers of bytes.
 *
 * <p>Thread use: read only.
 */
final class TextCuts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] positions; // of the first byte of each part, then of the end
  private final long[] characters; // before each part, then in all

  /**
   * @param positions of the first byte of each part in the {@link rondo.data.ByteSpace}, then of
   *     the end of the last one
   * @param counts characters of each part
   */
  TextCuts(long[] positions, long[] counts) {
    this.positions = positions.clone();
    this.characters = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      characters[i + 1] = characters[i] + counts[i];
    }
  }

  /** After the last byte. */
  long end() {
    return positions[positions.length - 1];
  }

  /** Where shard {@code shard} of {@code shards} begins, but for the move to a character. */
  long position(int shard, int shards) {
    int parts = positions.length - 1;
    long all = characters[parts];
    if (shard == shards || all == 0) {
      return shard == 0 ? positions[0] : positions[parts];
    }
    BigInteger before = BigInteger.valueOf(all).multiply(BigInteger.valueOf(shard));
    long whole = before.divide(BigInteger.valueOf(shards)).longValueExact();
    int part = Arrays.binarySearch(characters, whole);
    if (part < 0) {
      part = -part - 2;
    }
    while (characters[part + 1] <= whole) { // parts without characters
      part++;
    }
    // (before / shards - characters[part]) * bytes / count, without rounding in between
    BigInteger into =
        before.subtract(BigInteger.valueOf(characters[part]).multiply(BigInteger.valueOf(shards)));
    long bytes = positions[part + 1] - positions[part];
    long count = characters[part + 1] - characters[part];
    return positions[part]
        + into.multiply(BigInteger.valueOf(bytes))
            .divide(BigInteger.valueOf(count).multiply(BigInteger.valueOf(shards)))
            .longValueExact();
  }
}
