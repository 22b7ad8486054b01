package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fails, and does not skip, where the vector module is missing: the build must run with it, but for
 * its profile {@code scalar}.
 */
@Tag("vector-module")
class TestVectorKernels extends AbstractTestKernels {
  private static Kernels vector;

  @BeforeAll
  static void load() {
    vector = KernelProvider.choose("vector").kernels();
  }

  @Override
  Kernels kernels() {
    return vector;
  }

  @Test
  void areNamedAfterTheVectorShape() {
    assertThat(kernels().name()).matches("vector-(128|256|512)");
  }
}
