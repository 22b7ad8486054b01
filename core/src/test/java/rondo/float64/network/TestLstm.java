package rondo.float64.network;

import rondo.float64.model.CellSpec;

/** The LSTM without peepholes. */
class TestLstm extends AbstractTestCell {
  @Override
  CellSpec cell() {
    return CellSpec.of("lstm");
  }
}
