package rondo.kernel;

class TestScalarKernels extends AbstractTestKernels {
  @Override
  Kernels kernels() {
    return Kernels.scalar();
  }
}
