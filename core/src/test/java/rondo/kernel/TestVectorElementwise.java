package rondo.kernel;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** As {@link TestVectorKernels}. */
@Tag("vector-module")
class TestVectorElementwise extends AbstractTestElementwise {
  private static Elementwise vector;

  @BeforeAll
  static void load() {
    vector = KernelProvider.choose("vector").kernels().elementwise();
  }

  @Override
  Elementwise elementwise() {
    return vector;
  }
}
