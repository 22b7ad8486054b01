package rondo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestTextVocabulary {
  private static TextCounts counts(String text) {
    TextCounts counts = new TextCounts();
    for (int at = Words.start(text, 0); at < text.length(); ) {
      int end = Words.end(text, at);
      counts.add(text.substring(at, end));
      at = Words.start(text, end);
    }
    return counts;
  }

  @Test
  void frequentTextsComeFirstThenThoseOfTheirOrder() {
    TextVocabulary vocabulary = TextVocabulary.of(counts("b a c c B b c é e"), 1, 0);
    assertThat(vocabulary.size()).isEqualTo(7);
    assertThat(vocabulary.text(1) + vocabulary.text(2) + vocabulary.text(3)).isEqualTo("cbB");
    assertThat(vocabulary.text(4) + vocabulary.text(5) + vocabulary.text(6)).isEqualTo("aeé");
    assertThat(vocabulary.index("é")).isEqualTo(6);
    assertThat(vocabulary.index("d")).isZero();
    assertThat(vocabulary.text(0)).isEqualTo("<unk>");
  }

  @Test
  void rareTextsAndThoseBeyondTheMostAreUnknown() {
    TextCounts counts = counts("a a a b b c c d");
    assertThat(TextVocabulary.of(counts, 2, 0)).isEqualTo(TextVocabulary.of("a", "b", "c"));
    assertThat(TextVocabulary.of(counts, 1, 2)).isEqualTo(TextVocabulary.of("a", "b"));
    assertThat(counts.total()).isEqualTo(8);
    assertThat(counts.count("c")).isEqualTo(2);
    assertThat(counts.count("x")).isZero();
  }

  @Test
  void countsAddUp() {
    TextCounts counts = counts("a b");
    counts.addAll(counts("b c"));
    assertThat(counts.byFrequency(1, 0)).containsExactly("b", "a", "c");
    assertThat(counts.total()).isEqualTo(4);
  }

  @Test
  void aTextThatIsThereTwiceIsRefused() {
    assertThatThrownBy(() -> TextVocabulary.of("a", "b", "a"))
        .hasMessage("\"a\" is in the vocabulary twice");
  }

  @Test
  void wordsAreCutAtEveryKindOfWhiteSpace() {
    String text = "\u3000a\tb\u00a0c\u2028d\u200be  ";
    assertThat(counts(text).byFrequency(1, 0)).containsExactly("a", "b", "c", "d\u200be");
    assertThat(counts(" \n").size()).isZero();
  }
}
