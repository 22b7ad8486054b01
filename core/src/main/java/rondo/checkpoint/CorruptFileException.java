package rondo.checkpoint;

import rondo.error.ExitCode;
import rondo.error.RondoException;

/** A file that is not what we once wrote; the exit code is CORRUPT. */
public final class CorruptFileException extends RondoException {
  private static final long serialVersionUID = 1L;

  private final String finding;

  CorruptFileException(String finding) {
    super(ExitCode.CORRUPT, finding + "; restore it from a copy or train the model again");
    this.finding = finding;
  }

  /** The file and what is wrong with it, without the advice that the message ends with. */
  public String finding() {
    return finding;
  }
}
