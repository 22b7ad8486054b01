package rondo.encode;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Words and line breaks; token 0 for a word that is not known, and for the text of that token
 * itself, which some corpora have in place of rare words. They are joined again with a space
 * between two words of a line: which white space there was is lost.
 */
record WordTokens(TextVocabulary words) implements Tokenizer {
  static WordTokens of(TextCounts counts, long minCount, int most) {
    // One more, as the text of the unknown token may be among them.
    List<String> chosen = counts.byFrequency(minCount, Math.min(most, TextVocabulary.MOST - 1) + 1);
    return new WordTokens(
        TextVocabulary.of(
            chosen.stream()
                .filter(word -> !word.equals(Vocabulary.UNKNOWN_TEXT))
                .limit(most)
                .toArray(String[]::new)));
  }

  @Override
  public Kind kind() {
    return Kind.WORDS;
  }

  @Override
  public int size() {
    return words.size();
  }

  @Override
  public int unknown() {
    return TextVocabulary.UNKNOWN;
  }

  @Override
  public TextCutter cutter(IntConsumer sink) {
    return TextCutter.words(word -> sink.accept(words.index(word)));
  }

  @Override
  public Decoder decoder(String before) {
    boolean inLine = !before.isEmpty() && !Words.isSpace(before.codePointBefore(before.length()));
    return new Decoder() {
      private boolean afterWord = inLine;

      @Override
      public String next(int token) {
        String word = words.text(token);
        boolean isBreak = word.equals("\n");
        String text = afterWord && !isBreak ? " " + word : word;
        afterWord = !isBreak;
        return text;
      }
    };
  }

  @Override
  public String toJson() {
    return TokenizerJson.words(words);
  }
}
