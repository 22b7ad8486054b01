package rondo.checkpoint;

import rondo.error.RondoException;

/** What went wrong, in words that fit into a sentence. */
final class Failure {
  private Failure() {}

  /** The first line of a failure's message without advice, or its class if it has no message. */
  static String reason(Throwable failure) {
    if (failure instanceof CorruptFileException corrupt) {
      return corrupt.finding();
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElseThrow();
    // Of java.nio's failures the message alone is often no more than a path.
    return failure instanceof RondoException || line.contains(" ")
        ? line
        : failure.getClass().getSimpleName() + ": " + line;
  }
}
