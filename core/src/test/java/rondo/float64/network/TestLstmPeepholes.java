package rondo.float64.network;

import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;

/** The LSTM with peepholes. */
class TestLstmPeepholes extends AbstractTestCell {
  @Override
  CellSpec cell() {
    return new CellSpec("lstm", Activation.TANH, 1, true);
  }
}
