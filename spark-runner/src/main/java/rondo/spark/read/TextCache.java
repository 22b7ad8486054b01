package rondo.spark.read;

import org.apache.spark.unsafe.types.UTF8String;

/**
 * Texts that came lately, so that one that comes often costs a look-up and no new object.
 *
 * <p>Thread use: one thread.
 */
final class TextCache {
  private static final int PLACES = 1 << 10;
  private static final int LONGEST = 64; // bytes

  private final UTF8String[] known = new UTF8String[PLACES];
  private final String[] texts = new String[PLACES];

  /** Whether a text is here, and so is valid. */
  boolean has(UTF8String text) {
    return text.numBytes() <= LONGEST && text.equals(known[place(text)]);
  }

  /** A valid text as Java has it. */
  String of(UTF8String text) {
    if (text.numBytes() > LONGEST) {
      return text.toString();
    }
    int place = place(text);
    if (!text.equals(known[place])) {
      known[place] = text.copy(); // the bytes are those of a row that is overwritten
      texts[place] = text.toString();
    }
    return texts[place];
  }

  private static int place(UTF8String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
