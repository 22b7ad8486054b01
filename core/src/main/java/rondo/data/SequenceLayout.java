package rondo.data;

import java.io.Serializable;

/**
 * Which numbers sequences consist of.
 *
 * @param tokens different tokens, which are 0 to {@code tokens} - 1; 0 if inputs are real
 * @param featureSize real inputs a time step; 0 if inputs are tokens
 * @param classes different target classes, likewise; 0 if there are none
 * @param targetSize real or 0/1 targets of each; 0 if there are none
 * @param lastOnly whether there is one target a sequence, at its last time step
 */
public record SequenceLayout(
    int tokens, int featureSize, int classes, int targetSize, boolean lastOnly)
    implements Serializable {
  public SequenceLayout {
    if ((tokens == 0) == (featureSize == 0)) {
      throw new IllegalArgumentException("Exactly one of tokens and featureSize must be set");
    }
  }

  /** Running text: the target of a token is the next one. */
  public static SequenceLayout text(int vocabulary) {
    return new SequenceLayout(vocabulary, 0, 0, 0, false);
  }
}
