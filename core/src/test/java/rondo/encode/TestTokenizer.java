package rondo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.encode.Tokenizer.Kind;
import rondo.error.ExitCode;
import rondo.error.RondoException;

class TestTokenizer {
  private static Tokenizer words(String text, int most) {
    TextCounts counts = new TextCounts();
    cut(TextCutter.words(counts::add), text);
    return Tokenizer.words(counts, 1, most);
  }

  private static Tokenizer pieces(String text, int most) {
    TextCounts counts = new TextCounts();
    cut(TextCutter.chunks(chunk -> counts.add(chunk, 2)), text);
    return Tokenizer.pieces(counts, 2, most);
  }

  private static void cut(TextCutter cutter, String text) {
    text.codePoints().forEach(cutter);
    cutter.end();
  }

  /** Without halves of characters, which UTF-8 cannot hold. */
  private static String unicode(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property(tries = 200)
  void bytesAndPiecesGiveEveryTextBack(@ForAll String learned, @ForAll String other) {
    Tokenizer pieces = pieces(unicode(learned), 400);
    for (String text : new String[] {unicode(learned), unicode(other), unicode(learned + other)}) {
      assertThat(pieces.decode(pieces.encode(text))).isEqualTo(text);
      int[] bytes = Tokenizer.bytes().encode(text);
      assertThat(bytes).hasSize(text.getBytes(StandardCharsets.UTF_8).length);
      assertThat(Tokenizer.bytes().decode(bytes)).isEqualTo(text);
    }
  }

  @Property(tries = 200)
  void chunksAreThoseOfBytePairs(@ForAll String any) {
    String text = unicode(any) + " a\tbc  " + "x".repeat(any.length()) + any.length() + "\n\n";
    List<String> expected = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = BytePairs.chunkEnd(text, at);
      expected.add(text.substring(at, end));
      at = end;
    }
    List<String> got = new ArrayList<>();
    cut(TextCutter.chunks(got::add), text);
    assertThat(got).isEqualTo(expected);
  }

  /** What is lost is which white space there was; nothing else. */
  @Property(tries = 200)
  void wordsComeBackWithOneSpaceBetweenThem(@ForAll String any) {
    String text = unicode(any).replace("<unk>", "") + " a b\n \u00a0c\td\n\n";
    Tokenizer words = words(text, 1000);
    StringBuilder expected = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      StringBuilder plain = new StringBuilder();
      line.codePoints().forEach(c -> plain.appendCodePoint(Words.isSpace(c) ? ' ' : c));
      expected.append(plain.toString().strip().replaceAll(" +", " ")).append('\n');
    }
    expected.setLength(expected.length() - 1);
    assertThat(words.decode(words.encode(text))).isEqualTo(expected.toString());
    assertThat(words.encode(text)).doesNotContain(words.unknown());
  }

  @Test
  void rareWordsShareAToken() {
    Tokenizer words = words("to be or not to be\n<unk> <unk> <unk>\nto", 3);
    assertThat(words.size()).isEqualTo(4);
    assertThat(words.unknown()).isZero();
    assertThat(words.encode("to be\n or <unk>\n")).containsExactly(1, 3, 2, 0, 0, 2);
    assertThat(words.decode(1, 0, 3, 2, 1)).isEqualTo("to <unk> be\nto");
    TextCounts counts = new TextCounts();
    cut(TextCutter.words(counts::add), "a a b c c");
    assertThat(Tokenizer.words(counts, 2, 10).encode("a b c")).containsExactly(1, 0, 2);
  }

  @Test
  void wordsFollowAWordWithASpace() {
    Tokenizer words = words("a b\n", 10);
    int word = words.encode("b")[0];
    int lineBreak = words.encode("\n")[0];
    assertThat(words.decoder("").next(word)).isEqualTo("b");
    assertThat(words.decoder("a").next(word)).isEqualTo(" b");
    assertThat(words.decoder("a ").next(word)).isEqualTo("b");
    assertThat(words.decoder("a").next(lineBreak)).isEqualTo("\n");
  }

  @Test
  void aWordHasAnEnd() {
    List<String> words = new ArrayList<>();
    cut(TextCutter.words(words::add), "x".repeat(600) + " y");
    assertThat(words).containsExactly("x".repeat(256), "x".repeat(256), "x".repeat(88), "y");
  }

  @Test
  void aCharacterIsGivenWhenAllItsBytesAreThere() {
    Tokenizer.Decoder decoder = Tokenizer.bytes().decoder("");
    byte[] smile = "😀".getBytes(StandardCharsets.UTF_8);
    List<String> parts = new ArrayList<>();
    for (byte one : smile) {
      parts.add(decoder.next(one & 0xFF));
    }
    assertThat(parts).containsExactly("", "", "", "😀");
    assertThat(decoder.next(0xC3)).isEmpty();
    assertThat(decoder.next('a')).isEqualTo("\uFFFDa"); // it was none
    assertThat(decoder.next(0xFF)).isEqualTo("\uFFFD");
    assertThat(Tokenizer.bytes().decode('a', 0xF0, 0x9F)).isEqualTo("a"); // it never gets whole
    Tokenizer pieces = pieces("éé éé", 260);
    assertThat(pieces.decode(pieces.encode("é😀é"))).isEqualTo("é😀é");
  }

  @Property(tries = 50)
  void jsonGivesThemBack(@ForAll String any) {
    String text = unicode(any) + " a b";
    CharacterCounter characters = new CharacterCounter();
    text.codePoints().forEach(characters);
    for (Tokenizer tokenizer :
        List.of(
            Tokenizer.bytes(),
            words(text, 5),
            pieces(text, 300),
            Vocabulary.of(characters.counts(), Vocabulary.Order.FREQUENCY))) {
      Tokenizer read = Tokenizer.read(tokenizer.toJson(), "v");
      assertThat(read).isEqualTo(tokenizer);
      assertThat(read.kind()).isEqualTo(tokenizer.kind());
      assertThat(read.size()).isEqualTo(tokenizer.size());
    }
  }

  @Test
  void jsonIsShort() {
    assertThat(Tokenizer.bytes().toJson()).isEqualTo("{\"kind\":\"bytes\"}");
    assertThat(words("b a b", 5).toJson())
        .isEqualTo("{\"kind\":\"words\",\"tokens\":[\"<unk>\",\"b\",\"a\"]}");
    assertThat(pieces("aa", 300).toJson()).isEqualTo("{\"kind\":\"pieces\",\"merges\":[97,97]}");
    assertThat(Tokenizer.bytes().kind()).isEqualTo(Kind.BYTES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"kind":"syllables"} | kind is "syllables", expected characters, bytes, words or pieces
          {"kind":"bytes","tokens":[]} | expected no more keys
          {"kind":"words","tokens":["a"]} | expected token 0 to be "<unk>"
          {"kind":"words","tokens":["<unk>","a","a"]} | "a" is in the vocabulary twice
          {"kind":"pieces","merges":[97]} | got 1 numbers, expected pairs
          {"kind":"pieces","merges":[97,256]} | token 256 joins 97 and 256, which are not before
          {"kind":"characters","tokens":[]} | expected token 0 to be "<unk>"
          """)
  void otherJsonIsRefused(String json, String reason) {
    assertThatThrownBy(() -> Tokenizer.read(json, "model/vocabulary.json"))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessage(
            "model/vocabulary.json is not a vocabulary ("
                + reason
                + "); take it from the model's training run");
  }

  @Test
  void charactersMayBeFew() {
    CharacterCounter counter = new CharacterCounter();
    "aaabbc".codePoints().forEach(counter);
    CharacterCounts counts = counter.counts();
    assertThat(Vocabulary.of(counts, Vocabulary.Order.FREQUENCY, 1, 1).encode("abc"))
        .containsExactly(1, 0, 0);
    assertThat(Vocabulary.of(counts, Vocabulary.Order.FREQUENCY, 2, 0).encode("abc"))
        .containsExactly(1, 2, 0);
  }
}
