package rondo.checkpoint;

/** Builds the exceptions for files that are not what we once wrote. */
public final class Corrupt {
  private Corrupt() {}

  /** Names the file, the byte and the reason. */
  public static CorruptFileException at(String file, long offset, String reason) {
    return new CorruptFileException(file + " is damaged at byte " + offset + ": " + reason);
  }

  /** Names the file and the reason. */
  public static CorruptFileException file(String file, String reason) {
    return new CorruptFileException(file + " is damaged: " + reason);
  }
}
