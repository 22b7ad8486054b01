package rondo.model;

import java.io.Serializable;

/**
 * Which recurrent cell, and its options; an option that a cell does not have is ignored by it.
 *
 * @param kind registered name of the cell: rnn, lstm, gru
 * @param activation activation of the RNN
 * @param forgetBias initial bias of the LSTM's forget gate
 * @param peepholes whether the LSTM's gates also see the cell state
 * @param layerNorm whether sums of inputs are normalised over the units of a gate (Ba, Kiros and
 *     Hinton 2016)
 * @param projection size that h is projected to before it is put out and fed back (Sak, Senior and
 *     Beaufays 2014); 0: it is not
 */
public record CellSpec(
    String kind,
    Activation activation,
    double forgetBias,
    boolean peepholes,
    boolean layerNorm,
    int projection)
    implements Serializable {
  /**
   * @throws IllegalArgumentException if the projection is out of range, or options do not fit each
   *     other
   */
  public CellSpec {
    ModelSpec.requireRange("projection", projection, 0, 1 << 16);
    if (projection > 0 && !kind.equals("lstm")) {
      throw new IllegalArgumentException(
          "projection: got " + projection + ", expected 0 with cell = " + kind);
    }
    if (layerNorm && peepholes && kind.equals("lstm")) {
      throw new IllegalArgumentException("layer-norm: got true, expected false with peepholes");
    }
  }

  /** Without layer normalisation and projection. */
  public CellSpec(String kind, Activation activation, double forgetBias, boolean peepholes) {
    this(kind, activation, forgetBias, peepholes, false, 0);
  }

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
