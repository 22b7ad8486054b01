package rondo.data;

/**
 * The part of a fingerprint that one column of numbers has, taken as the numbers come and before
 * the columns ahead of it are known.
 *
 * <p>Thread use: one thread.
 */
public final class ColumnHash {
  private static final long PRIME = 0x9E3779B97F4A7C15L; // odd, with about as many ones as zeros

  /** Of a column that is not there, or has no numbers. */
  public static final ColumnHash EMPTY = new ColumnHash();

  private long hash;
  private long count;

  /** Adds the next number. */
  public void add(long value) {
    hash = hash * PRIME + value;
    count++;
  }

  /** Adds the next numbers. */
  public ColumnHash add(int[] values, int from, int size) {
    for (int i = from; i < from + size; i++) {
      add(values[i]);
    }
    return this;
  }

  /** Adds the next numbers. */
  public ColumnHash add(float[] values, int from, int size) {
    for (int i = from; i < from + size; i++) {
      add(Float.hashCode(values[i]));
    }
    return this;
  }

  /**
   * The fingerprint of sequences from that of their columns, all of each added. What a layout does
   * not have adds nothing: runs are resumed by fingerprints that were taken before there was more
   * than one token a time step, or a target of a whole sequence.
   *
   * @param offsets first time step of each sequence, then the number of all
   */
  public static long fingerprint(
      SequenceLayout layout,
      ColumnHash offsets,
      ColumnHash tokens,
      ColumnHash features,
      ColumnHash classes,
      ColumnHash targets,
      ColumnHash sequenceClasses,
      ColumnHash sequenceTargets) {
    long hash = 1;
    for (ColumnHash column : new ColumnHash[] {offsets, tokens, features, classes, targets}) {
      hash = column.after(hash);
    }
    hash =
        ((hash * PRIME + layout.featureSize()) * PRIME + layout.targetSize()) * PRIME
            + layout.tail();
    if (layout.tokenColumns() > 1) {
      hash = hash * PRIME + layout.tokenColumns();
    }
    if (layout.sequenceClasses() > 0 || layout.sequenceTargets() > 0) {
      hash = sequenceTargets.after(sequenceClasses.after(hash)) * PRIME + layout.sequenceTargets();
    }
    return hash;
  }

  /** As if the hash had begun with what came before the column: start, count, then the numbers. */
  private long after(long start) {
    return (start * PRIME + count) * power(count) + hash;
  }

  private static long power(long exponent) {
    long result = 1;
    long square = PRIME;
    for (long left = exponent; left > 0; left >>= 1) {
      result *= (left & 1) == 0 ? 1 : square;
      square *= square;
    }
    return result;
  }
}
