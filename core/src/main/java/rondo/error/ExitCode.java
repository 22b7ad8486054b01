package rondo.error;

/** Exit codes of every command, after sysexits.h where it has one. */
public enum ExitCode {
  USAGE(64),
  BAD_DATA(65),
  NO_INPUT(66),
  BUG(70),
  OUTPUT_REFUSED(73),
  IO(74),
  CLUSTER(75),
  DIVERGED(76),
  CORRUPT(77),
  CONFIG(78),
  FENCED(79),
  /** Told to end: what a shell makes of a process that SIGTERM has ended. */
  TERMINATED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** What the process exits with. */
  public int code() {
    return code;
  }
}
