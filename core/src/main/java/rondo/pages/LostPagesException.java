package rondo.pages;

import java.io.IOException;

/** Pages cannot be read, or are not what was written; they have to be packed again. */
final class LostPagesException extends IOException {
  private static final long serialVersionUID = 1L;

  LostPagesException(String message, IOException cause) {
    super(message, cause);
  }
}
