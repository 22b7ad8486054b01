package rondo.round;

import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.parallel.Parallel;

/**
 * What workers of one JVM compute with. No choice made here changes a bit of a result.
 *
 * @param description one line for the log: which kernels, why, and how many threads
 */
public record Machine(Kernels kernels, Parallel parallel, String description)
    implements AutoCloseable {
  /** The kernels of this JVM on a pool of so many threads. */
  public static Machine of(int threads) {
    KernelProvider.Choice choice = KernelProvider.choice();
    return new Machine(
        choice.kernels(), Parallel.of(threads), choice.reason() + ", threads: " + threads);
  }

  @Override
  public void close() {
    parallel.close();
  }
}
