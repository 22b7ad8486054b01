package rondo.kernel.vector;

import rondo.kernel.Kernels;

/** The Vector API twins; {@link rondo.kernel.KernelProvider} finds this class by name. */
public final class VectorKernels {
  private VectorKernels() {}

  /**
   * Kernels in the vector shape that this machine prefers, named after its bits.
   *
   * @throws UnsupportedOperationException if that has fewer than 4 lanes
   */
  public static Kernels create() {
    if (Lanes.LANES < 4 || Lanes.LANES > 16) {
      throw new UnsupportedOperationException(
          "got vectors of " + Lanes.LANES + " floats on this machine, expected 4 to 16");
    }
    return new Kernels(
        "vector-" + Lanes.S.vectorBitSize(),
        new VectorGemm(),
        new VectorGates(),
        new VectorElementwise());
  }
}
