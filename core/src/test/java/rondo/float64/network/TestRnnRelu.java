package rondo.float64.network;

import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;

/** The plain recurrent network with ReLU. */
class TestRnnRelu extends AbstractTestCell {
  @Override
  CellSpec cell() {
    return new CellSpec("rnn", Activation.RELU, 0, false);
  }

  /** Small, so that none of the differences reaches across a kink. */
  @Override
  double step() {
    return 1e-6;
  }
}
