package rondo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TestKernelProvider {
  private static final Kernels VECTOR =
      new Kernels("vector-512", new ScalarGemm(), new ScalarGates(), new ScalarElementwise());

  @Test
  void fastVectorKernelsAreUsed() {
    KernelProvider.Choice choice =
        KernelProvider.judge(VECTOR, new KernelCheck.Result(151.8, 5.2), false);
    assertThat(choice.kernels()).isSameAs(VECTOR);
    assertThat(choice.reason()).isEqualTo("vector-512 kernels, 152 GFLOP/s a core");
  }

  @Test
  void slowVectorKernelsAreNot() {
    KernelProvider.Choice choice =
        KernelProvider.judge(VECTOR, new KernelCheck.Result(3.1, 5.2), false);
    assertThat(choice.kernels().name()).isEqualTo("scalar");
    assertThat(choice.reason())
        .isEqualTo(
            "scalar kernels, 5.2 GFLOP/s a core, because this JVM compiled the others badly:"
                + " vector-512 kernels, 3.1 GFLOP/s a core");
  }

  @Test
  void demandedVectorKernelsAreUsedEvenIfSlow() {
    KernelProvider.Choice choice =
        KernelProvider.judge(VECTOR, new KernelCheck.Result(3.1, 5.2), true);
    assertThat(choice.kernels()).isSameAs(VECTOR);
    assertThat(choice.reason())
        .isEqualTo(
            "vector-512 kernels, 3.1 GFLOP/s a core, as -Drondo.kernels=vector asks,"
                + " although slower than scalar kernels, 5.2 GFLOP/s a core");
  }

  @Test
  void scalarKernelsCanBeDemanded() {
    KernelProvider.Choice choice = KernelProvider.choose("scalar");
    assertThat(choice.kernels().name()).isEqualTo("scalar");
    assertThat(choice.reason()).isEqualTo("scalar kernels, as -Drondo.kernels=scalar asks");
  }

  @Test
  @Tag("vector-module")
  void thisBuildUsesVectorKernels() {
    KernelProvider.Choice choice = KernelProvider.choice();
    assertThat(choice.kernels().name()).startsWith("vector-");
    assertThat(choice.reason()).matches("vector-\\d+ kernels, [0-9.]+ GFLOP/s a core.*");
    assertThat(KernelProvider.choice()).isSameAs(choice);
  }

  @Test
  void unknownNamesAreRefused() {
    assertThatThrownBy(() -> KernelProvider.choose("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rondo.kernels: got 'fast', expected auto, scalar or vector");
  }
}
