package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.Split;
import rondo.feature.FeatureSpec.Kind;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.table.Field;
import rondo.table.ValueType;

class TestCutFeatures {
  private static final Field TEXT = Field.of("text", ValueType.TEXT);

  @TempDir Path folder;

  private static Tables texts(String... texts) {
    Tables table = Tables.ofSequences(TEXT);
    for (String text : texts) {
      table.sequence(text);
    }
    return table;
  }

  @Test
  void wordsAreTimeSteps() throws IOException {
    Tables table = texts(" the cat \n the dog", "The end").sequence(Split.TEST, "no no no");
    Features features = table.fit(folder, Specs.of("text", Kind.WORDS, 8, 1, 0, true));
    assertThat(features.isTokenized()).isTrue();
    assertThat(features.input()).isEqualTo(InputSpec.embedding(5, 8));
    assertThat(features.facts()).containsEntry("input text", "4 words, embedded in 8 numbers");
    assertThat(texts("", " \t", "THE\u00a0fat cat").encoded(folder, features))
        .containsExactly("1|", "0|", "2|");
    Features units = table.fit(folder, Specs.of("text", Kind.WORDS, 0));
    assertThat(units.input()).isEqualTo(InputSpec.oneHot(6));
  }

  @Test
  void charactersAreCodePoints() throws IOException {
    Features features =
        texts("aab😀😀😀e\u0301").fit(folder, Specs.of("text", Kind.CHARACTERS, 0, 1, 4, false));
    assertThat(features.input()).isEqualTo(InputSpec.oneHot(5));
    assertThat(texts("😀ba", "", "e\u0301\u00e9A").encoded(folder, features))
        .containsExactly("1|", "3|", "2|", "4|", "0|", "0|", "0|");
    Features small = texts("AbB İ").fit(folder, Specs.of("text", Kind.CHARACTERS, 0, 1, 0, true));
    assertThat(texts("aB İi").encoded(folder, small)).containsExactly("3|", "1|", "2|", "4|", "4|");
  }

  @Test
  void bytesAreThoseOfUtf8() throws IOException {
    Features features = texts("x").fit(folder, Specs.of("text", Kind.BYTES, 4));
    assertThat(features.input()).isEqualTo(InputSpec.embedding(256, 4));
    String text = "a\u0000é€😀e\u0301\uFFFF";
    List<String> expected = new ArrayList<>();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      expected.add((b & 0xFF) + "|");
    }
    assertThat(texts(text).encoded(folder, features)).isEqualTo(expected);
  }

  @Test
  void piecesAreBytePairs() throws IOException {
    Tables table = texts("low low low low low lower lower", "Newest newest");
    Features features = table.fit(folder, Specs.of("text", Kind.PIECES, 4, 1, 260, true));
    // "lo" and "ow" come 7 times: "lo" first, then "low"; then " low" 6 times; of the pairs that
    // come twice, that of the smallest tokens: "er".
    assertThat(features.toJson()).contains("\"merges\":[108,111,256,119,32,257,101,114]");
    assertThat(features.input()).isEqualTo(InputSpec.embedding(260, 4));
    List<String> steps = texts("low low").encoded(folder, features);
    assertThat(steps).containsExactly("257|", "258|");
    Features all = table.fit(folder, Specs.of("text", Kind.PIECES, 0));
    assertThat(all.input().kind()).isEqualTo(InputSpec.Kind.ONE_HOT);
    assertThat(all.mostTokens()).isBetween(257, 300);
    assertThat(texts("zebra", "").encoded(folder, all)).hasSize(5);
  }

  @Test
  void wordsHaveAffixesAndCompany() throws IOException {
    Tables table = Tables.ofSequences(TEXT, Field.of("age", ValueType.NUMBER));
    table.sequence("Going home", 10.0).sequence("going", 20.0);
    Features features =
        table.fit(
            folder,
            Specs.of("text", Kind.WORDS, 8, 1, 0, true),
            Specs.of("text", Kind.AFFIXES, 3, 1, 2, false),
            Specs.number("age", FeatureSpec.Scale.MIN_MAX));
    List<TokenColumn> columns = new ArrayList<>(List.of(new TokenColumn(3, 8)));
    for (int i = 0; i < 9; i++) {
      columns.add(new TokenColumn(3, 3));
    }
    assertThat(features.input()).isEqualTo(InputSpec.mixed(columns, 1));
    // The most frequent two of each part, equal ones by text: capitals come first; xxxx comes
    // twice.
    Tables others = Tables.ofSequences(TEXT, Field.of("age", ValueType.NUMBER));
    others.sequence("Going going", 15.0).sequence("", 15.0).sequence("Go", 30.0);
    assertThat(others.encoded(folder, features))
        .containsExactly(
            "1 1 1 1 1 1 1 1 1 2|0.5", "1 2 2 2 2 1 1 1 1 1|0.5", "0 1 1 0 0 0 0 0 0 0|2");
  }

  @Test
  void unitVectorsOfWordsBesideOthers() throws IOException {
    Tables table = Tables.ofSequences(TEXT, Field.of("age", ValueType.NUMBER));
    table.sequence("a b a", 10.0);
    Features features =
        table.fit(
            folder, Specs.number("age", FeatureSpec.Scale.NONE), Specs.of("text", Kind.WORDS, 0));
    assertThat(features.input()).isEqualTo(InputSpec.dense(4));
    assertThat(table.encoded(folder, features))
        .containsExactly("|10 0 1 0", "|10 0 0 1", "|10 0 1 0");
  }

  @Test
  void aTextIsNoTimeStepAndTheOtherWayRound() throws IOException {
    Tables table = texts("a b");
    Features words = table.fit(folder, Specs.of("text", Kind.WORDS, 4));
    assertThatThrownBy(() -> words.encoder(table.schema()).step(null, null, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A text makes the time steps of these features");
    Tables steps = Tables.ofSteps(TEXT).steps("a");
    Features values = steps.fit(folder, Specs.of("text", Kind.CATEGORY, 4));
    assertThatThrownBy(() -> values.encoder(steps.schema()).text(null, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No text makes the time steps of these features");
  }
}
