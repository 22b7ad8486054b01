package rondo.kernel;

class TestScalarElementwise extends AbstractTestElementwise {
  @Override
  Elementwise elementwise() {
    return Kernels.scalar().elementwise();
  }
}
