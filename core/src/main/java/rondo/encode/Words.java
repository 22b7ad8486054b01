package rondo.encode;

/**
 * Where the words of a text begin and end. White space is all that {@link Character} calls
 * whitespace or a space character, so no-break spaces too. Texts are taken as they are: nothing is
 * normalized.
 */
public final class Words {
  private Words() {}

  /** Whether a character separates words. */
  public static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  /** Where the first word from {@code from} on begins; the length of the text if there is none. */
  public static int start(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** Where the word ends that begins at {@code start}. */
  public static int end(String text, int start) {
    int at = start;
    while (at < text.length() && !isSpace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }
}
