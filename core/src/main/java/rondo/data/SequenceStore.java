package rondo.data;

/**
 * Sequences packed end to end into a few primitive arrays: what a shard keeps in memory, and what
 * is cached.
 *
 * <p>Thread use: read only.
 */
public final class SequenceStore implements Sequences {
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

  @Override
  public long fingerprint() {
    return ColumnHash.fingerprint(
        hash(offsets),
        hash(tokens),
        hash(features),
        hash(targetClasses),
        hash(targetValues),
        featureSize,
        targetSize,
        lastOnly);
  }

  private static ColumnHash hash(int[] values) {
    return values == null ? ColumnHash.EMPTY : new ColumnHash().add(values, 0, values.length);
  }

  private static ColumnHash hash(float[] values) {
    return values == null ? ColumnHash.EMPTY : new ColumnHash().add(values, 0, values.length);
  }

  @Override
  public int size() {
    return offsets.length - 1;
  }

  @Override
  public long offset(int s) {
    return offsets[s];
  }

  @Override
  public boolean hasTokens() {
    return tokens != null;
  }

  @Override
  public int featureSize() {
    return featureSize;
  }

  @Override
  public boolean hasClasses() {
    return targetClasses != null;
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  @Override
  public boolean lastOnly() {
    return lastOnly;
  }

  @Override
  public void tokens(long step, int count, int[] to) {
    System.arraycopy(tokens, (int) step, to, 0, count);
  }

  @Override
  public void features(long step, int count, float[] to) {
    System.arraycopy(features, (int) step * featureSize, to, 0, count * featureSize);
  }

  @Override
  public void classes(long from, int count, int[] to) {
    System.arraycopy(targetClasses, (int) from, to, 0, count);
  }

  @Override
  public void targets(long from, int count, float[] to) {
    System.arraycopy(targetValues, (int) from * targetSize, to, 0, count * targetSize);
  }
}
