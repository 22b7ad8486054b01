package rondo.benchmark;

import java.util.Random;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;

/** What the kernel benchmarks have in common. */
final class BenchmarkKernels {
  /** For {@code @Fork(jvmArgsPrepend = ...)}. */
  static final String MODULE = "--add-modules=jdk.incubator.vector";

  private BenchmarkKernels() {}

  /**
   * @throws IllegalStateException if vector kernels are asked for and this JVM has none
   */
  static Kernels named(String name) {
    if (name.equals("scalar")) {
      return Kernels.scalar();
    }
    System.setProperty("rondo.kernels", name);
    return KernelProvider.choice().kernels();
  }

  /** Numbers between -0.5 and 0.5, the same for the same seed. */
  static float[] numbers(int size, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }
}
