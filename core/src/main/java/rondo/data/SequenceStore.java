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

  /** Tokens (steps, tokenColumns), or null. */
  public final int[] tokens;

  /** Real inputs (steps, featureSize), or null. */
  public final float[] features;

  /**
   * Target class of each time step that has one, in order; or null. For a stream of text null: the
   * target is the next token.
   */
  public final int[] targetClasses;

  /** As {@link #targetClasses}, real or 0/1 targets (n, targetSize); or null. */
  public final float[] targetValues;

  /** Target class of each sequence, or null. */
  public final int[] sequenceClasses;

  /** Real or 0/1 targets of each sequence (sequences, sequenceTargets), or null. */
  public final float[] sequenceValues;

  private final SequenceLayout layout;
  private final int[] firstOutputs; // null where it follows from the offset or the number

  /**
   * @throws IllegalArgumentException if an array does not fit the layout
   */
  public SequenceStore(
      SequenceLayout layout,
      int[] offsets,
      int[] tokens,
      float[] features,
      int[] targetClasses,
      float[] targetValues,
      int[] sequenceClasses,
      float[] sequenceValues) {
    this.layout = layout;
    this.offsets = offsets;
    this.tokens = tokens;
    this.features = features;
    this.targetClasses = targetClasses;
    this.targetValues = targetValues;
    this.sequenceClasses = sequenceClasses;
    this.sequenceValues = sequenceValues;
    this.firstOutputs = layout.tail() > 1 ? firstOutputs() : null;
    int steps = offsets[size()];
    int outputs = firstOutput(size());
    require("tokens", length(tokens), steps, layout.tokenColumns());
    require("features", length(features), steps, layout.featureSize());
    require("classes", length(targetClasses), outputs, layout.classes() > 0 ? 1 : 0);
    require("targets", length(targetValues), outputs, layout.targetSize());
    boolean classes = layout.sequenceClasses() > 0;
    require("sequence classes", length(sequenceClasses), size(), classes ? 1 : 0);
    require("sequence targets", length(sequenceValues), size(), layout.sequenceTargets());
  }

  /**
   * Either one token a time step or features, and targets of time steps.
   *
   * @param lastOnly whether there is one target a sequence, at its last time step
   * @throws IllegalArgumentException if the arrays do not fit each other
   */
  public SequenceStore(
      int[] offsets,
      int[] tokens,
      float[] features,
      int featureSize,
      int[] targetClasses,
      float[] targetValues,
      int targetSize,
      boolean lastOnly) {
    this(
        new SequenceLayout(
            tokens == null ? 0 : Integer.MAX_VALUE,
            featureSize,
            targetClasses == null ? 0 : Integer.MAX_VALUE,
            targetSize,
            lastOnly),
        offsets,
        tokens,
        features,
        targetClasses,
        targetValues,
        null,
        null);
  }

  /** One running text. */
  public static SequenceStore ofText(int[] tokens) {
    return new SequenceStore(new int[] {0, tokens.length}, tokens, null, 0, null, null, 0, false);
  }

  private static int length(int[] values) {
    return values == null ? -1 : values.length;
  }

  private static int length(float[] values) {
    return values == null ? -1 : values.length;
  }

  /**
   * @param length -1 if there is no such array
   * @param each numbers of it; 0 if there must be none
   */
  private static void require(String name, int length, int count, int each) {
    if (each == 0 ? length != -1 : length != (long) count * each) {
      throw new IllegalArgumentException(
          name
              + ": got "
              + (length == -1 ? "none" : length + " numbers")
              + ", expected "
              + (each == 0 ? "none" : count + " times " + each));
    }
  }

  private int[] firstOutputs() {
    int[] first = new int[offsets.length];
    for (int s = 0; s < size(); s++) {
      first[s + 1] = first[s] + outputs(s);
    }
    return first;
  }

  /** Targets of time steps in the sequences before {@code s}. */
  public int firstOutput(int s) {
    if (firstOutputs != null) {
      return firstOutputs[s];
    }
    return layout.tail() == 0 ? offsets[s] : s;
  }

  @Override
  public long fingerprint() {
    return ColumnHash.fingerprint(
        layout,
        hash(offsets),
        hash(tokens),
        hash(features),
        hash(targetClasses),
        hash(targetValues),
        hash(sequenceClasses),
        hash(sequenceValues));
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
  public SequenceLayout layout() {
    return layout;
  }

  @Override
  public void tokens(long step, int count, int[] to) {
    int columns = layout.tokenColumns();
    System.arraycopy(tokens, (int) step * columns, to, 0, count * columns);
  }

  @Override
  public void features(long step, int count, float[] to) {
    int size = layout.featureSize();
    System.arraycopy(features, (int) step * size, to, 0, count * size);
  }

  @Override
  public void classes(int s, int[] to) {
    System.arraycopy(targetClasses, firstOutput(s), to, 0, outputs(s));
  }

  @Override
  public void targets(int s, float[] to) {
    int size = layout.targetSize();
    System.arraycopy(targetValues, firstOutput(s) * size, to, 0, outputs(s) * size);
  }

  @Override
  public int sequenceClass(int s) {
    return sequenceClasses[s];
  }

  @Override
  public void sequenceTargets(int s, float[] to) {
    int size = layout.sequenceTargets();
    System.arraycopy(sequenceValues, s * size, to, 0, size);
  }
}
