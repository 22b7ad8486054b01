package rondo.spark.read;

import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Texts that came lately, so that one that comes often costs a look-up and no new object.
 *
 * <p>Thread use: one thread.
 */
final class TextCache {
  private static final int BITS = 10;
  private static final int PLACES = 1 << BITS;
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

  /** Of the first bytes and the last ones, which costs less than a hash of all. */
  private static int place(UTF8String text) {
    int size = text.numBytes();
    long ends = text.getPrefix();
    if (size > Long.BYTES) {
      long last = text.getBaseOffset() + size - Long.BYTES;
      ends = 31 * ends + Platform.getLong(text.getBaseObject(), last);
    }
    return (int) (((ends + size) * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
  }
}
