package rondo.config;

import java.util.List;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;

/**
 * What a job file says about the network; the task adds what enters and what leaves it.
 *
 * @param embedding width of the learned vector of a token; 0 for tokens as unit vectors
 */
public record ModelOptions(
    CellSpec cell,
    List<Integer> hidden,
    int embedding,
    double dropout,
    double recurrentDropout,
    InitialState initialState) {

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
  }

  /** The network between {@code input}, which is embedded already if it has to be, and outputs. */
  public ModelSpec spec(InputSpec input, int outputs) {
    return new ModelSpec(input, cell, hidden, dropout, recurrentDropout, initialState, outputs);
  }
}
