package rondo.data;

/**
 * Sequences packed end to end into a few primitive arrays: what a shard keeps in memory, and what
 * is cached. Time steps are counted over all sequences; sequence s holds the steps offsets[s] to
 * offsets[s + 1] - 1.
 *
 * <p>Thread use: read only.
 */
public final class SequenceStore {
  private static final long PRIME = 0x9E3779B97F4A7C15L; // odd, with about as many ones as zeros

  /** First time step of each sequence, then the number of all (sequences + 1). */
  public final int[] offsets;

  /** Token of each time step, or null. */
  public final int[] tokens;

  /** Real inputs (steps, featureSize), or null. */
  public final float[] features;

  public final int featureSize;

  /**
   * Target class of each time step; or one a sequence if {@link #lastOnly}; or null. For a stream
   * of text null: the target is the next token.
   */
  public final int[] targetClasses;

  /** As {@link #targetClasses}, real or 0/1 targets (n, targetSize); or null. */
  public final float[] targetValues;

  public final int targetSize;

  /** True if there is one target a sequence, at its last time step. */
  public final boolean lastOnly;

  public SequenceStore(
      int[] offsets,
      int[] tokens,
      float[] features,
      int featureSize,
      int[] targetClasses,
      float[] targetValues,
      int targetSize,
      boolean lastOnly) {
    this.offsets = offsets;
    this.tokens = tokens;
    this.features = features;
    this.featureSize = featureSize;
    this.targetClasses = targetClasses;
    this.targetValues = targetValues;
    this.targetSize = targetSize;
    this.lastOnly = lastOnly;
  }

  /** One running text. */
  public static SequenceStore ofText(int[] tokens) {
    return new SequenceStore(new int[] {0, tokens.length}, tokens, null, 0, null, null, 0, false);
  }

  /**
   * A hash of all that is in it, the same on every machine: two that differ have different ones.
   */
  public long fingerprint() {
    long hash = mix(mix(mix(1, offsets), tokens), features);
    hash = mix(mix(hash, targetClasses), targetValues);
    return ((hash * PRIME + featureSize) * PRIME + targetSize) * PRIME + (lastOnly ? 1 : 0);
  }

  private static long mix(long start, int[] values) {
    long hash = start * PRIME + (values == null ? 0 : values.length);
    for (int i = 0; values != null && i < values.length; i++) {
      hash = hash * PRIME + values[i];
    }
    return hash;
  }

  private static long mix(long start, float[] values) {
    long hash = start * PRIME + (values == null ? 0 : values.length);
    for (int i = 0; values != null && i < values.length; i++) {
      hash = hash * PRIME + Float.hashCode(values[i]);
    }
    return hash;
  }

  /** Number of sequences. */
  public int size() {
    return offsets.length - 1;
  }

  /** Time steps of all sequences. */
  public int timeSteps() {
    return offsets[offsets.length - 1];
  }

  /** Time steps of sequence {@code s}. */
  public int length(int s) {
    return offsets[s + 1] - offsets[s];
  }
}
