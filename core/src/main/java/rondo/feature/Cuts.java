package rondo.feature;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import rondo.encode.BytePairs;
import rondo.encode.TextVocabulary;
import rondo.encode.TokenCache;
import rondo.encode.Words;

/** How texts are cut, for those who count the parts and those who number them. */
final class Cuts {
  private Cuts() {}

  /** A text with small letters if the specification says so. */
  static String cased(String text, FeatureSpec spec) {
    return spec.lowercase() ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** A character likewise; by itself, so that a text has as many characters as before. */
  static int cased(int codePoint, FeatureSpec spec) {
    return spec.lowercase() ? Character.toLowerCase(codePoint) : codePoint;
  }

  /** Looks up places, of texts that have to be made small first only once if they come often. */
  static ToIntFunction<String> places(TextVocabulary texts, FeatureSpec spec) {
    if (!spec.lowercase()) {
      return texts::index;
    }
    TokenCache known = new TokenCache(text -> new int[] {texts.index(cased(text, spec))});
    return text -> known.apply(text)[0];
  }

  /** Gives the words of a text. */
  static void words(String text, Consumer<String> sink) {
    for (int at = Words.start(text, 0); at < text.length(); ) {
      int end = Words.end(text, at);
      sink.accept(text.substring(at, end));
      at = Words.start(text, end);
    }
  }

  /** Gives the parts of a text that byte pairs stay in. */
  static void chunks(String text, Consumer<String> sink) {
    for (int at = 0; at < text.length(); ) {
      int end = BytePairs.chunkEnd(text, at);
      sink.accept(text.substring(at, end));
      at = end;
    }
  }
}
