package rondo.float64.network;

import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;

/** The LSTM whose h is projected; with peepholes, which stay before it. */
class TestLstmProjected extends AbstractTestCell {
  @Override
  CellSpec cell() {
    return new CellSpec("lstm", Activation.TANH, 1, true, false, 3);
  }
}
