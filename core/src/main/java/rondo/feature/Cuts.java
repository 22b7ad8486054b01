package rondo.feature;

import java.util.Locale;
import java.util.function.Consumer;
import rondo.encode.BytePairs;
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
