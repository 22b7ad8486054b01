package rondo.data;

import java.io.Serializable;

/**
 * Which numbers sequences consist of.
 *
 * @param tokens different tokens of the token column with the most; they are 0 to {@code tokens} -
 *     1; 0 if there are none
 * @param tokenColumns tokens a time step
 * @param featureSize real inputs a time step
 * @param classes different target classes of time steps, likewise; 0 if there are none
 * @param targetSize real or 0/1 targets of a time step; 0 if there are none
 * @param tail time steps at the end of each sequence that have targets, all of a sequence that is
 *     shorter; 0: all of them
 * @param sequenceClasses different target classes of a whole sequence; 0 if there are none
 * @param sequenceTargets real or 0/1 targets of a whole sequence; 0 if there are none
 */
public record SequenceLayout(
    int tokens,
    int tokenColumns,
    int featureSize,
    int classes,
    int targetSize,
    int tail,
    int sequenceClasses,
    int sequenceTargets)
    implements Serializable {
  /**
   * @throws IllegalArgumentException if there are no inputs, or the sizes do not fit each other
   */
  public SequenceLayout {
    if (tokenColumns == 0 && featureSize == 0) {
      throw new IllegalArgumentException("Got neither tokens nor features, expected one at least");
    }
    if ((tokens == 0) != (tokenColumns == 0)) {
      throw new IllegalArgumentException(
          "Got " + tokens + " tokens in " + tokenColumns + " columns, expected both or none");
    }
    if (tail < 0) {
      throw new IllegalArgumentException("tail: got " + tail + ", expected 0 or more");
    }
  }

  /**
   * Either tokens or features, and targets of time steps.
   *
   * @param lastOnly whether there is one target a sequence, at its last time step
   */
  public SequenceLayout(
      int tokens, int featureSize, int classes, int targetSize, boolean lastOnly) {
    this(tokens, tokens > 0 ? 1 : 0, featureSize, classes, targetSize, lastOnly ? 1 : 0, 0, 0);
  }

  /** Running text: the target of a token is the next one. */
  public static SequenceLayout text(int vocabulary) {
    return new SequenceLayout(vocabulary, 0, 0, 0, false);
  }

  /** Time steps of a sequence of {@code length} that have targets. */
  public long outputs(long length) {
    return tail == 0 ? length : Math.min(tail, length);
  }
}
