package rondo.model;

import java.io.Serializable;

/**
 * Which recurrent cell, and its options; an option that a cell does not have is ignored by it.
 *
 * @param kind registered name of the cell: rnn, lstm, gru
 * @param activation activation of the RNN
 * @param forgetBias initial bias of the LSTM's forget gate
 * @param peepholes whether the LSTM's gates also see the cell state
 */
public record CellSpec(String kind, Activation activation, double forgetBias, boolean peepholes)
    implements Serializable {

  /** Activation of the plain RNN. With RELU, W_hh starts as the identity. */
  public enum Activation {
    TANH,
    RELU
  }

  /** A cell with the usual options: tanh, forget bias 1, no peepholes. */
  public static CellSpec of(String kind) {
    return new CellSpec(kind, Activation.TANH, 1.0, false);
  }
}
