package rondo.float64.network;

import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;

/** The LSTM with layer normalisation whose h is projected. */
class TestLstmNormalizedAndProjected extends AbstractTestNormalizedCell {
  @Override
  CellSpec cell() {
    return new CellSpec("lstm", Activation.TANH, 1, false, true, 3);
  }
}
