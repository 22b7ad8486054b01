package rondo.model;

import java.io.Serializable;

/**
 * What leaves the network: numbers at time steps, numbers of the whole sequence, or both.
 *
 * @param stepOutputs size of the output at a time step; 0 if there is none
 * @param sequenceOutputs size of the output of a sequence; 0 if there is none
 * @param pooling how the hidden states of a sequence become the vector that its output reads
 * @param tied whether the weights of the step outputs are those of the embedding
 * @param crf whether step outputs are scores of a linear-chain conditional random field, with a
 *     learned score for each pair of neighbours
 */
public record HeadSpec(
    int stepOutputs, int sequenceOutputs, Pooling pooling, boolean tied, boolean crf)
    implements Serializable {
  /** How the hidden states of a sequence become one vector. */
  public enum Pooling {
    /** The last one; of the backward direction the first one. */
    LAST,
    /** Their mean. */
    MEAN,
    /** The largest of each unit. */
    MAX,
    /** Their mean, weighted by a softmax of learned scores. */
    ATTENTION
  }

  /**
   * @throws IllegalArgumentException if there is no output, or a size is out of range
   */
  public HeadSpec {
    ModelSpec.requireRange("outputs", stepOutputs, 0, 1 << 24);
    ModelSpec.requireRange("sequence-outputs", sequenceOutputs, 0, 1 << 24);
    if (stepOutputs + sequenceOutputs == 0) {
      throw new IllegalArgumentException("outputs: got 0, expected at least 1");
    }
    if ((tied || crf) && stepOutputs == 0) {
      throw new IllegalArgumentException(
          (tied ? "tied" : "crf") + ": got true, expected false without outputs at time steps");
    }
  }

  /** An output at time steps alone. */
  public static HeadSpec steps(int outputs) {
    return new HeadSpec(outputs, 0, Pooling.LAST, false, false);
  }
}
