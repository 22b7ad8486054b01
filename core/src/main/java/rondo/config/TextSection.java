package rondo.config;

import rondo.encode.Tokenizer;
import rondo.task.TextSpec;

/** Reads what the section {@code data} says about the tokens of a text. */
final class TextSection {
  private TextSection() {}

  static TextSpec read(Section data) {
    Tokenizer.Kind tokens = data.choice("tokens", Tokenizer.Kind.class);
    Section vocabulary = data.section("vocabulary");
    int most = vocabulary.isAuto("most") ? 0 : vocabulary.whole("most");
    if (most == 0 && !vocabulary.isAuto("most")) {
      throw vocabulary.refuse("most", "auto, or at least 1");
    }
    int minCount = vocabulary.whole("min-count");
    return vocabulary.build(() -> new TextSpec(tokens, most, minCount));
  }
}
