package rondo.config;

import java.util.List;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;

/**
 * What a job file says about the network; the task adds what enters and what leaves it.
 *
 * @param embedding width of the learned vector of a token; 0 for tokens as unit vectors
 * @param bidirectional whether each layer has a second half that reads sequences from their end
 * @param pooling how the hidden states of a sequence become one vector
 * @param tied whether the weights of the output are those of the embedding
 * @param crf whether tags are scored with their neighbours
 */
public record ModelOptions(
    CellSpec cell,
    List<Integer> hidden,
    int embedding,
    double dropout,
    double recurrentDropout,
    InitialState initialState,
    boolean bidirectional,
    HeadSpec.Pooling pooling,
    boolean tied,
    boolean crf) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ModelOptions {
    if (embedding != 0) {
      InputSpec.embedding(1, embedding);
    }
    hidden =
        new ModelSpec(InputSpec.oneHot(1), cell, hidden, dropout, recurrentDropout, initialState, 1)
            .hidden();
    if (tied) {
      // What is known before the data is read: as many outputs as tokens are a matter of the task.
      InputSpec input = embedding == 0 ? InputSpec.oneHot(1) : InputSpec.embedding(1, embedding);
      HeadSpec head = new HeadSpec(1, 0, pooling, true, crf);
      new ModelSpec(
          input, cell, hidden, dropout, recurrentDropout, initialState, bidirectional, head);
    }
  }

  /**
   * The network between {@code input}, which is embedded already if it has to be, and outputs.
   *
   * @throws RondoException CONFIG if they do not fit each other
   */
  public ModelSpec spec(InputSpec input, int outputs, int sequenceOutputs) {
    try {
      return new ModelSpec(
          input,
          cell,
          hidden,
          dropout,
          recurrentDropout,
          initialState,
          bidirectional,
          new HeadSpec(outputs, sequenceOutputs, pooling, tied, crf));
    } catch (IllegalArgumentException e) {
      throw new RondoException(ExitCode.CONFIG, "model." + e.getMessage(), e);
    }
  }

  /** With outputs at time steps alone. */
  public ModelSpec spec(InputSpec input, int outputs) {
    return spec(input, outputs, 0);
  }
}
