package rondo.data;

import java.util.Arrays;

/**
 * A ragged batch of B sequences, longest first, as rows in order of time: time step t holds the
 * rows of the sequences that are still running, so that padding is never stored and never computed
 * on. Row {@code rowOffset(t) + b} is sequence b at time t.
 *
 * <p>At least one of {@link #tokens} and {@link #features} is set, and the targets that the task
 * needs. Outputs are computed, and a loss taken, at {@link #outputRows} only; null means at every
 * row.
 *
 * <p>Thread use: read only once built.
 */
public final class Batch {
  private final int[] rowOffset; // (T + 1)
  private final int batchSize; // B

  /** Tokens of each row (R, tokenColumns), row-major, or null. */
  public final int[] tokens;

  /** Tokens a row; 0 without {@link #tokens}. */
  public final int tokenColumns;

  /** Real inputs (R, featureSize), row-major without padding, or null. */
  public final float[] features;

  /** Inputs a row where {@link #features} is set, else 0. */
  public final int featureSize;

  /** Rows at which there is an output, ascending (P), or null for every row. */
  public final int[] outputRows;

  /** Target class of each output row (P), or null. */
  public final int[] targetClasses;

  /** Real or 0/1 targets of each output row (P, outputs), row-major, or null. */
  public final float[] targetValues;

  /** Target class of each sequence (B), in the order of the batch, or null. */
  public final int[] sequenceClasses;

  /** Real or 0/1 targets of each sequence (B, sequence outputs), row-major, or null. */
  public final float[] sequenceValues;

  /** True if the state at the end of the batch before this one is where these sequences start. */
  public final boolean carriesState;

  /** Rows without inputs. */
  private Batch(int rows, int[] targetClasses, float[] targetValues) {
    this.batchSize = rows;
    this.rowOffset = new int[] {0, rows};
    this.tokens = null;
    this.tokenColumns = 0;
    this.features = null;
    this.featureSize = 0;
    this.outputRows = null;
    this.targetClasses = targetClasses;
    this.targetValues = targetValues;
    this.sequenceClasses = null;
    this.sequenceValues = null;
    this.carriesState = false;
  }

  /** Either one token a row or features, and no targets of whole sequences. */
  public Batch(
      int[] activeRows,
      int[] tokens,
      float[] features,
      int featureSize,
      int[] outputRows,
      int[] targetClasses,
      float[] targetValues,
      boolean carriesState) {
    this(
        activeRows,
        tokens,
        tokens == null ? 0 : 1,
        features,
        featureSize,
        outputRows,
        targetClasses,
        targetValues,
        null,
        null,
        carriesState);
  }

  /**
   * @param activeRows rows of each time step (T), positive and never growing
   * @throws IllegalArgumentException if the arrays do not fit each other
   */
  public Batch(
      int[] activeRows,
      int[] tokens,
      int tokenColumns,
      float[] features,
      int featureSize,
      int[] outputRows,
      int[] targetClasses,
      float[] targetValues,
      int[] sequenceClasses,
      float[] sequenceValues,
      boolean carriesState) {
    this.batchSize = activeRows.length == 0 ? 0 : activeRows[0];
    this.rowOffset = new int[activeRows.length + 1];
    for (int t = 0; t < activeRows.length; t++) {
      if (activeRows[t] < 1 || (t > 0 && activeRows[t] > activeRows[t - 1])) {
        throw new IllegalArgumentException(
            "activeRows: got "
                + activeRows[t]
                + " at time "
                + t
                + ", expected 1 to "
                + (t == 0 ? "any" : activeRows[t - 1]));
      }
      rowOffset[t + 1] = Math.addExact(rowOffset[t], activeRows[t]);
    }
    this.tokens = tokens;
    this.tokenColumns = tokens == null ? 0 : tokenColumns;
    this.features = features;
    this.featureSize = features == null ? 0 : featureSize;
    this.outputRows = outputRows;
    this.targetClasses = targetClasses;
    this.targetValues = targetValues;
    this.sequenceClasses = sequenceClasses;
    this.sequenceValues = sequenceValues;
    this.carriesState = carriesState;
    if (tokens == null && features == null) {
      throw new IllegalArgumentException("Got neither tokens nor features, expected one at least");
    }
    requireRows("tokens", tokens == null ? -1 : tokens.length, tokenColumns);
    requireRows("features", features == null ? -1 : features.length, featureSize);
    if (targetClasses != null && targetClasses.length != outputCount()) {
      throw new IllegalArgumentException(
          "targetClasses: got " + targetClasses.length + ", expected " + outputCount());
    }
    if (sequenceClasses != null && sequenceClasses.length != batchSize) {
      throw new IllegalArgumentException(
          "sequenceClasses: got " + sequenceClasses.length + ", expected " + batchSize);
    }
    if (sequenceValues != null
        && (sequenceValues.length == 0 || sequenceValues.length % Math.max(1, batchSize) != 0)) {
      throw new IllegalArgumentException(
          "sequenceValues: got "
              + sequenceValues.length
              + ", expected a multiple of the "
              + batchSize
              + " sequences");
    }
  }

  /**
   * @param length of an array; -1 if it is not there
   * @param width numbers of it a row
   */
  private void requireRows(String name, int length, int width) {
    if (length >= 0 && (width < 1 || length != Math.multiplyExact(rows(), width))) {
      throw new IllegalArgumentException(
          name + ": got " + length + " numbers, expected " + rows() + " rows of " + width);
    }
  }

  /** B: sequences. */
  public int batchSize() {
    return batchSize;
  }

  /** T: time steps of the longest sequence. */
  public int timeSteps() {
    return rowOffset.length - 1;
  }

  /** R: rows, the time steps of all sequences together. */
  public int rows() {
    return rowOffset[rowOffset.length - 1];
  }

  /** First row of time step {@code t}; t = T gives {@link #rows()}. */
  public int rowOffset(int t) {
    return rowOffset[t];
  }

  /** Sequences that are still running at time {@code t}. */
  public int activeRows(int t) {
    return rowOffset[t + 1] - rowOffset[t];
  }

  /** True if all sequences run to the last time step, so that they can be continued together. */
  public boolean endsTogether() {
    return timeSteps() > 0 && activeRows(timeSteps() - 1) == batchSize;
  }

  /** Length of sequence {@code b}. */
  public int length(int b) {
    int t = timeSteps();
    while (t > 0 && activeRows(t - 1) <= b) {
      t--;
    }
    return t;
  }

  /** P: rows at which there is an output. */
  public int outputCount() {
    return outputRows == null ? rows() : outputRows.length;
  }

  /**
   * The sequences as output rows, without inputs: targets of row b are those of sequence b. What a
   * loss or a metric reads for outputs of sequences.
   */
  public Batch sequenceTargets() {
    return new Batch(batchSize, sequenceClasses, sequenceValues);
  }

  /** Output rows before time step {@code t}. */
  public int outputsBefore(int t) {
    if (outputRows == null) {
      return rowOffset[t];
    }
    int at = Arrays.binarySearch(outputRows, rowOffset[t]);
    return at < 0 ? -at - 1 : at;
  }

  /**
   * The time steps {@code from} to {@code to} - 1, without targets, those of whole sequences too:
   * the sequences that still run, and their outputs.
   */
  public Batch slice(int from, int to) {
    int first = rowOffset[from];
    int end = rowOffset[to];
    int[] active = new int[to - from];
    Arrays.setAll(active, t -> activeRows(from + t));
    int[] outputs = null;
    if (outputRows != null) {
      outputs = Arrays.copyOfRange(outputRows, outputsBefore(from), outputsBefore(to));
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] -= first;
      }
    }
    return new Batch(
        active,
        tokens == null
            ? null
            : Arrays.copyOfRange(tokens, first * tokenColumns, end * tokenColumns),
        tokenColumns,
        features == null
            ? null
            : Arrays.copyOfRange(features, first * featureSize, end * featureSize),
        featureSize,
        outputs,
        null,
        null,
        null,
        null,
        from > 0 || carriesState);
  }

  /**
   * The same sequences from a fresh state, with the output at the last time step of each alone, and
   * the targets of whole sequences.
   */
  public Batch lastOutputsOnly() {
    int[] active = new int[timeSteps()];
    for (int t = 0; t < active.length; t++) {
      active[t] = activeRows(t);
    }
    int values = targetValues == null ? 0 : targetValues.length / Math.max(1, outputCount());
    int[] rows = new int[batchSize];
    int[] classes = targetClasses == null ? null : new int[batchSize];
    float[] real = targetValues == null ? null : new float[batchSize * values];
    int found = 0;
    for (int output = 0; output < outputCount(); output++) {
      int row = outputRows == null ? output : outputRows[output];
      if (!isLast(row)) {
        continue;
      }
      rows[found] = row;
      if (classes != null) {
        classes[found] = targetClasses[output];
      }
      if (real != null) {
        System.arraycopy(targetValues, output * values, real, found * values, values);
      }
      found++;
    }
    return new Batch(
        active,
        tokens,
        tokenColumns,
        features,
        featureSize,
        Arrays.copyOf(rows, found),
        classes == null ? null : Arrays.copyOf(classes, found),
        real == null ? null : Arrays.copyOf(real, found * values),
        sequenceClasses,
        sequenceValues,
        false);
  }

  /** True if a sequence ends at {@code row}. */
  private boolean isLast(int row) {
    int t = 0;
    while (rowOffset[t + 1] <= row) {
      t++;
    }
    return t + 1 == timeSteps() || row - rowOffset[t] >= activeRows(t + 1);
  }
}
