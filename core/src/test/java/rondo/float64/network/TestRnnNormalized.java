package rondo.float64.network;

import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;

/** The plain recurrent network with layer normalisation. */
class TestRnnNormalized extends AbstractTestNormalizedCell {
  @Override
  CellSpec cell() {
    return new CellSpec("rnn", Activation.TANH, 1, false, true, 0);
  }
}
