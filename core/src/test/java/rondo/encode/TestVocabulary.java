package rondo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.encode.Vocabulary.Order;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestVocabulary {
  private static CharacterCounts counts(String text) {
    CharacterCounter counter = new CharacterCounter();
    text.codePoints().forEach(counter);
    return counter.counts();
  }

  @Test
  void frequentCharactersComeFirst() {
    Vocabulary vocabulary = Vocabulary.of(counts("bacca😀😀b"), Order.FREQUENCY);
    assertThat(vocabulary.size()).isEqualTo(5);
    assertThat(vocabulary.encode("abc😀?")).containsExactly(1, 2, 3, 4, 0);
    assertThat(vocabulary.decode(4, 0, 1)).isEqualTo("😀<unk>a");
    assertThat(Vocabulary.of(counts("cccb"), Order.FREQUENCY).encode("bc")).containsExactly(2, 1);
    assertThat(Vocabulary.of(counts("cccb"), Order.CODE_POINT).encode("bc")).containsExactly(1, 2);
  }

  @Test
  void countsAddUp() {
    CharacterCounter counter = new CharacterCounter();
    counter.addAll(counts("aab"));
    counter.addAll(counts("b\uFFFF"));
    CharacterCounts sum = counter.counts();
    assertThat(sum.size()).isEqualTo(3);
    assertThat(sum.total()).isEqualTo(5);
    assertThat(sum.codePoint(1)).isEqualTo('b');
    assertThat(sum.count(1)).isEqualTo(2);
    assertThat(sum.unknownTo(Vocabulary.ofCodePoints('a'))).isEqualTo(3);
  }

  @Test
  void anEmptyOneKnowsNothing() {
    assertThat(Vocabulary.ofCodePoints().encode("a")).containsExactly(0);
  }

  @Test
  void refusesDuplicatesAndWhatIsNoCodePoint() {
    assertThatThrownBy(() -> Vocabulary.ofCodePoints('a', 'a')).hasMessageContaining("U+0061");
    assertThatThrownBy(() -> Vocabulary.ofCodePoints(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Vocabulary.ofCodePoints(0x110000)).hasMessageContaining("1114112");
  }

  @Property
  void jsonKeepsEverything(@ForAll String text) {
    String known =
        text.codePoints()
            .filter(TestVocabulary::isScalar)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Vocabulary vocabulary = Vocabulary.of(counts(known), Order.FREQUENCY);
    assertThat(VocabularyJson.read(VocabularyJson.write(vocabulary), "v")).isEqualTo(vocabulary);
  }

  private static boolean isScalar(int codePoint) {
    return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
  }

  @Test
  void jsonIsPlain() {
    assertThat(VocabularyJson.write(Vocabulary.ofCodePoints(' ', '"', 0x1F600)))
        .isEqualTo("{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\" \",\"\\\"\",\"😀\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"kind\":\"words\",\"tokens\":[\"<unk>\"]}",
        "{\"kind\":\"characters\"}",
        "{\"kind\":\"characters\",\"kind\":\"characters\"}",
        "{\"kind\":\"characters\",\"tokens\":[]}",
        "{\"kind\":\"characters\",\"tokens\":[\"a\"]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"ab\"]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"\"]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"a\",\"a\"]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"\\ud83d\"]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",1]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",[\"a\"]]}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"a\"",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"a\"],\"more\":1}",
        "{\"kind\":\"characters\",\"tokens\":[\"<unk>\",\"a\"]} 1",
      })
  void badJsonIsCorrupt(String json) {
    assertThatThrownBy(() -> VocabularyJson.read(json, "model/vocabulary.json"))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith("model/vocabulary.json is not a vocabulary (")
        .extracting(e -> ((RondoException) e).exitCode())
        .isEqualTo(ExitCode.CORRUPT);
  }
}
