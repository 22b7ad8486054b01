package rondo.fuzz;

import java.util.List;
import java.util.concurrent.Callable;
import rondo.error.ExitCode;
import rondo.error.RondoException;

/** What readers may throw. */
public final class Refusals {
  private Refusals() {}

  /**
   * What was read; null if it was refused in a sentence and with one of these exit codes.
   *
   * @throws Exception whatever else {@code reading} throws
   */
  public static <R> R taken(Callable<R> reading, ExitCode... codes) throws Exception {
    try {
      return reading.call();
    } catch (RondoException e) {
      String message = e.getMessage();
      if (message == null || message.isBlank() || message.startsWith("null")) {
        throw new AssertionError("a refusal without a sentence: " + message, e);
      }
      if (!List.of(codes).contains(e.exitCode())) {
        throw new AssertionError(
            "refused with " + e.exitCode() + ", expected one of " + List.of(codes), e);
      }
      return null;
    }
  }

  /** Makes sure that two are the same. */
  public static void requireEqual(String what, Object got, Object expected) {
    if (!expected.equals(got)) {
      throw new AssertionError(what + ": got " + got + ", expected " + expected);
    }
  }
}
