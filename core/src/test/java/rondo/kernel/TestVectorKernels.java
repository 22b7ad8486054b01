package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fails, and does not skip, where the vector module is missing: the build must run with it. */
class TestVectorKernels extends AbstractTestKernels {
  @Override
  Kernels kernels() {
    return KernelProvider.choose("vector").kernels();
  }

  @Test
  void areNamedAfterTheVectorShape() {
    assertThat(kernels().name()).matches("vector-(128|256|512)");
  }
}
