package rondo.error;

/**
 * A failure that the user can do something about. Its message is one sentence: what was got, what
 * was expected, what to do.
 */
public class RondoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public RondoException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public RondoException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process exits with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
