package rondo.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/**
 * Chooses the kernels of this JVM once and says why. {@code -Drondo.kernels=scalar} or {@code
 * vector} forces a choice; without it the Vector API twins are used where the module {@code
 * jdk.incubator.vector} is present and {@link KernelCheck} finds them faster. Both give the same
 * bits, so the choice changes how long a run takes and nothing else.
 */
public final class KernelProvider {
  private static final String TWINS = "rondo.kernel.vector.VectorKernels";

  private KernelProvider() {}

  /**
   * The choice and the reason for it.
   *
   * @param reason one sentence for the log
   */
  public record Choice(Kernels kernels, String reason) {}

  /** The kernels of this JVM, the same at every call. */
  public static Choice choice() {
    return Holder.CHOICE;
  }

  private static final class Holder {
    static final Choice CHOICE = choose(System.getProperty("rondo.kernels", "auto"));
  }

  /**
   * @throws IllegalArgumentException if {@code wanted} is not auto, scalar or vector
   * @throws IllegalStateException if vector kernels are demanded and this JVM cannot load them
   */
  static Choice choose(String wanted) {
    return switch (wanted) {
      case "scalar" ->
          new Choice(Kernels.scalar(), "scalar kernels, as -Drondo.kernels=scalar asks");
      case "vector" -> vector(true);
      case "auto" -> vector(false);
      default ->
          throw new IllegalArgumentException(
              "rondo.kernels: got '" + wanted + "', expected auto, scalar or vector");
    };
  }

  private static Choice vector(boolean demanded) {
    String missing;
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      missing = "the JVM runs without --add-modules jdk.incubator.vector";
    } else {
      try {
        // By name: a class with Vector types in it cannot even be verified without the module.
        Kernels kernels = (Kernels) Class.forName(TWINS).getMethod("create").invoke(null);
        return judge(kernels, KernelCheck.compare(kernels.gemm(), new ScalarGemm()), demanded);
      } catch (InvocationTargetException e) {
        missing = String.valueOf(e.getCause().getMessage());
      } catch (ReflectiveOperationException | LinkageError e) {
        missing = e.toString();
      }
    }
    if (demanded) {
      throw new IllegalStateException("Vector kernels cannot be used: " + missing);
    }
    return new Choice(
        Kernels.scalar(), "scalar kernels, several times slower than vector ones: " + missing);
  }

  static Choice judge(Kernels vector, KernelCheck.Result result, boolean demanded) {
    String fast = speed(vector.name(), result.candidate());
    String slow = speed("scalar", result.reference());
    if (demanded) {
      String warning = result.slower() ? ", although slower than " + slow : "";
      return new Choice(vector, fast + ", as -Drondo.kernels=vector asks" + warning);
    }
    if (result.slower()) {
      return new Choice(
          Kernels.scalar(), slow + ", because this JVM compiled the others badly: " + fast);
    }
    return new Choice(vector, fast);
  }

  private static String speed(String name, double gflops) {
    String format =
        gflops < 10 ? "%s kernels, %.1f GFLOP/s a core" : "%s kernels, %.0f GFLOP/s a core";
    return String.format(Locale.ROOT, format, name, gflops);
  }
}
