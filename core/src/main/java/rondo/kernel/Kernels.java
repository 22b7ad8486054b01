package rondo.kernel;

/**
 * One family of kernels.
 *
 * @param name "scalar" or the vector shape, as it is reported at the start of a run
 */
public record Kernels(String name, Gemm gemm, Gates gates, Elementwise elementwise) {
  /** The plain Java twins, the readable reference. */
  public static Kernels scalar() {
    return new Kernels("scalar", new ScalarGemm(), new ScalarGates(), new ScalarElementwise());
  }
}
