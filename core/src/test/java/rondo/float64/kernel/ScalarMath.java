package rondo.float64.kernel;

/** Double-precision twin of {@code rondo.kernel.ScalarMath}, written by hand: no bit tricks. */
public final class ScalarMath {
  private ScalarMath() {}

  public static double exp(double x) {
    return Math.exp(x);
  }

  public static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  public static double tanh(double x) {
    return Math.tanh(x);
  }
}
