package rondo.export;

import rondo.error.ExitCode;
import rondo.error.RondoException;

/** Builds the exceptions for files that are not what we once wrote. */
final class Corrupt {
  private Corrupt() {}

  /** Names the file, the byte and the reason. */
  static RondoException at(String file, long offset, String reason) {
    return new RondoException(
        ExitCode.CORRUPT,
        file
            + " is damaged at byte "
            + offset
            + ": "
            + reason
            + "; restore it from a copy or train the model again");
  }

  /** Names the file and the reason. */
  static RondoException file(String file, String reason) {
    return new RondoException(
        ExitCode.CORRUPT,
        file + " is damaged: " + reason + "; restore it from a copy or train the model again");
  }
}
