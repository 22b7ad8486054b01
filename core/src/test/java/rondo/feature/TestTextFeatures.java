package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.RangeScanner;
import rondo.feature.FeatureSpec.Kind;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;

class TestTextFeatures {
  private static final Field WORD = Field.of("word", ValueType.TEXT);
  private static final Field X = Field.of("x", ValueType.NUMBER);
  private static final Field SET = Field.of("set", ValueType.TEXTS);

  @TempDir Path folder;

  private static Tables words(Object... words) {
    return Tables.ofSteps(WORD).steps(words);
  }

  @Test
  void aCategoryByItselfIsTokens() throws IOException {
    Tables table = words("b", "a", "b", "c", "");
    Features vectors = table.fit(folder, Specs.of("word", Kind.CATEGORY, 8));
    assertThat(vectors.input()).isEqualTo(InputSpec.embedding(5, 8));
    assertThat(words("b", "", "a", "c", "d", "B").encoded(folder, vectors))
        .containsExactly("1|", "2|", "3|", "4|", "0|", "0|");
    Features units = table.fit(folder, FeatureSpec.of("word"));
    assertThat(units.input()).isEqualTo(InputSpec.oneHot(5));
    assertThat(units.mostTokens()).isEqualTo(5);
    assertThat(table.encoded(folder, units)).containsExactly("1|", "3|", "1|", "4|", "2|");
  }

  @Test
  void rareValuesShareAPlaceAndCapitalsMayBeMadeSmall() throws IOException {
    Tables table = words("Oslo", "OSLO", "rome", "Rome", "rome", "Bonn", "Kyiv");
    Features features = table.fit(folder, Specs.of("word", Kind.CATEGORY, 4, 2, 0, true));
    assertThat(table.encoded(folder, features))
        .containsExactly("2|", "2|", "1|", "1|", "1|", "0|", "0|");
    Features one = table.fit(folder, Specs.of("word", Kind.CATEGORY, 4, 1, 1, true));
    assertThat(table.encoded(folder, one)).startsWith("0|", "0|", "1|");
  }

  @Test
  void nothingIsNormalized() throws IOException {
    Features features = words("\u00e9", "\u00e9", "e\u0301").fit(folder, FeatureSpec.of("word"));
    assertThat(words("e\u0301", "\u00e9", "e").encoded(folder, features))
        .containsExactly("2|", "1|", "0|");
  }

  @Test
  void besideOthersACategoryIsAUnitVectorOrMixed() throws IOException {
    Tables table = Tables.ofSteps(WORD, X);
    table.sequence().step("a", 0.0).step("b", 1.0).step("a", 1.0);
    FeatureSpec number = Specs.number("x", FeatureSpec.Scale.NONE);
    Features dense = table.fit(folder, FeatureSpec.of("word"), number);
    assertThat(dense.input()).isEqualTo(InputSpec.dense(4));
    assertThat(dense.tokenColumns()).isZero();
    Tables others = Tables.ofSteps(WORD, X);
    others.sequence().step("a", 5.0).step("b", 6.0).step("c", 7.0).step("a", 8.0);
    assertThat(others.encoded(folder, dense))
        .containsExactly("|0 1 0 5", "|0 0 1 6", "|1 0 0 7", "|0 1 0 8");
    Features mixed = table.fit(folder, number, Specs.of("word", Kind.CATEGORY, 2));
    assertThat(mixed.input()).isEqualTo(InputSpec.mixed(List.of(new TokenColumn(3, 2)), 1));
    assertThat(others.encoded(folder, mixed)).containsExactly("1|5", "2|6", "0|7", "1|8");
  }

  @Test
  void aSetIsOnesAndZeros() throws IOException {
    Tables table = Tables.ofSteps(SET);
    table.steps(List.of("a", "b"), List.of(), List.of("a"), List.of("c", "C", "d"));
    Features features = table.fit(folder, Specs.of("set", Kind.AUTO, 0, 1, 3, true));
    assertThat(features.input()).isEqualTo(InputSpec.dense(4));
    assertThat(
            Tables.ofSteps(SET)
                .steps(List.of("b", "a"), List.of(), List.of("x", "y", "c"))
                .encoded(folder, features))
        .containsExactly("|0 1 0 1", "|0 0 0 0", "|1 0 1 0");
  }

  @Test
  void affixesOfAWordThatIsATimeStep() throws IOException {
    Tables table = words("Going", "going", "Anna", "1984", "to");
    Features features =
        table.fit(
            folder,
            Specs.of("word", Kind.CATEGORY, 16),
            Specs.of("word", Kind.AFFIXES, 4, 2, 0, true));
    assertThat(features.tokenColumns()).isEqualTo(10);
    // Of all parts, only those of "going" come twice; the shapes are Xxxxx, xxxx, Xxxx, dddd, xx.
    assertThat(features.input())
        .isEqualTo(
            InputSpec.mixed(
                List.of(
                    new TokenColumn(6, 16),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(2, 4),
                    new TokenColumn(1, 4)),
                0));
    assertThat(words("GOING", "going", "gong").encoded(folder, features))
        .containsExactly("0 1 1 1 1 1 1 1 1 0|", "4 1 1 1 1 1 1 1 1 0|", "0 1 1 0 0 1 1 0 0 0|");
  }

  @Test
  void affixesCountCharactersNotUnits() throws IOException {
    Tables table = words("😀a");
    Features features = table.fit(folder, Specs.of("word", Kind.AFFIXES, 4));
    assertThat(features.toJson())
        .contains("\"first-1\":[\"😀\"],\"first-2\":[\"😀a\"],\"first-3\":[\"😀a\"]")
        .contains("\"last-1\":[\"a\"],\"last-2\":[\"😀a\"]")
        .contains("\"shapes\":[\"😀x\"]");
  }

  @Test
  void shapes() {
    assertThat(Shapes.of("Amsterdam")).isEqualTo("Xxxxx");
    assertThat(Shapes.of("1984")).isEqualTo("dddd");
    assertThat(Shapes.of("McDonald's-12345")).isEqualTo("XxXxxxx'x-dddd");
    assertThat(Shapes.of("")).isEmpty();
    assertThat(Shapes.of("東京")).isEqualTo("xx");
    assertThat(Shapes.of("٣")).isEqualTo("d");
  }

  @Test
  void countsDoNotDependOnTheShards() throws IOException {
    Random random = new Random(3);
    Tables table = new Tables(List.of(Field.of("text", ValueType.TEXT)), List.of());
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(20); k > 0; k--) {
        text.append((char) ('a' + random.nextInt(5))).append(random.nextInt(3) == 0 ? " " : "");
      }
      table.sequence(text.toString());
    }
    for (Kind kind : List.of(Kind.WORDS, Kind.CHARACTERS, Kind.PIECES, Kind.BYTES)) {
      List<String> fitted = new ArrayList<>();
      for (int shards : new int[] {1, 2, 7, 60}) {
        Table staged = table.stage(folder, shards);
        List<FeatureSpec> specs = new ArrayList<>(List.of(Specs.of("text", kind, 8)));
        if (kind == Kind.WORDS) {
          specs.add(Specs.of("text", Kind.AFFIXES, 8));
        }
        fitted.add(Features.fit(specs, staged, RangeScanner.LOCAL).toJson());
      }
      assertThat(fitted).containsOnly(fitted.get(0));
    }
  }
}
