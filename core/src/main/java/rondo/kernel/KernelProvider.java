package rondo.kernel;

import java.lang.reflect.InvocationTargetException;

/**
 * Chooses the kernels of this JVM once and says why. {@code -Drondo.kernels=scalar} or {@code
 * vector} forces a choice; without it the Vector API twins are used where the module {@code
 * jdk.incubator.vector} is present.
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
        return new Choice(kernels, kernels.name() + " kernels");
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
}
