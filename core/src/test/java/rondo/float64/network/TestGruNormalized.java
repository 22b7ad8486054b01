package rondo.float64.network;

import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;

/** The gated recurrent unit with layer normalisation. */
class TestGruNormalized extends AbstractTestNormalizedCell {
  @Override
  CellSpec cell() {
    return new CellSpec("gru", Activation.TANH, 1, false, true, 0);
  }
}
