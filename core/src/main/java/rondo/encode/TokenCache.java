package rondo.encode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers the tokens of short texts, so that one that comes often costs a look-up and no memory.
 * Most texts are words, few of which make up most of a text.
 *
 * <p>Thread use: one thread.
 */
public final class TokenCache implements Function<String, int[]> {
  private static final int MOST = 1 << 16;
  private static final int LONGEST = 64;

  private final Function<String, int[]> tokens;
  private final Map<String, int[]> known = new HashMap<>();

  /** Remembers what {@code tokens} gives. */
  public TokenCache(Function<String, int[]> tokens) {
    this.tokens = tokens;
  }

  /** The tokens, which must not be changed. */
  @Override
  public int[] apply(String text) {
    int[] found = known.get(text);
    if (found != null) {
      return found;
    }
    int[] fresh = tokens.apply(text);
    if (text.length() <= LONGEST) {
      if (known.size() == MOST) {
        known.clear();
      }
      known.put(text, fresh);
    }
    return fresh;
  }
}
