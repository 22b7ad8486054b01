package rondo.float64.network;

import rondo.float64.model.CellSpec;

/** The plain recurrent network with tanh. */
class TestRnnTanh extends AbstractTestCell {
  @Override
  CellSpec cell() {
    return CellSpec.of("rnn");
  }
}
