package rondo.float64.network;

import rondo.float64.model.CellSpec;

/** The gated recurrent unit. */
class TestGru extends AbstractTestCell {
  @Override
  CellSpec cell() {
    return CellSpec.of("gru");
  }
}
