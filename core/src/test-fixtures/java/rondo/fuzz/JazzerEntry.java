package rondo.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What Jazzer calls: one target, or several by the first byte of the input.
 *
 * <p>Thread use: one thread, that of Jazzer.
 */
public final class JazzerEntry {
  /** The system property with the names of the classes of the targets, with commas. */
  static final String TARGETS = "rondo.fuzz.targets";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static FuzzTarget[] targets;

  private JazzerEntry() {}

  /** Makes the targets. */
  public static void fuzzerInitialize() throws Exception {
    String[] names = System.getProperty(TARGETS).split(",");
    targets = new FuzzTarget[names.length];
    for (int i = 0; i < names.length; i++) {
      targets[i] =
          Class.forName(names[i])
              .asSubclass(FuzzTarget.class)
              .getDeclaredConstructor()
              .newInstance();
    }
  }

  /** Reads an input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (targets.length == 1) {
      read(targets[0], input);
    } else if (input.length > 0) {
      int place = (input[0] & 0xFF) % targets.length;
      read(targets[place], Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /**
   * Reads an input and looks at what was allocated. The first time, classes may be loaded and
   * changed by Jazzer, so what is too much is looked at again.
   *
   * @throws AssertionError if it was more than the target says
   */
  static void read(FuzzTarget target, byte[] input) throws Exception {
    long most = target.mostAllocated(input.length);
    long allocated = allocated(target, input);
    if (allocated > most) {
      allocated = allocated(target, input);
    }
    if (allocated > most) {
      throw new AssertionError(
          "an input of "
              + input.length
              + " bytes made it allocate "
              + allocated
              + " bytes, expected at most "
              + most);
    }
  }

  private static long allocated(FuzzTarget target, byte[] input) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    target.read(input);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
