package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec.Kind;
import rondo.feature.FeatureSpec.Scale;
import rondo.table.Field;
import rondo.table.ValueType;

class TestFeaturesJson {
  private static final String SMALL =
      "{\"kind\":\"features\",\"version\":1,\"features\":[{\"column\":\"city\","
          + "\"kind\":\"category\",\"scale\":\"standard\",\"embedding\":8,\"min-count\":1,"
          + "\"most\":0,\"lowercase\":false,\"per-sequence\":false,\"texts\":[\"Rome\",\"Oslo\"]}]}";

  @TempDir Path folder;

  /** Of all kinds. */
  private static List<Features> all(Path folder) throws IOException {
    List<Features> all = new ArrayList<>();
    Tables table =
        new Tables(
            List.of(Field.of("age", ValueType.NUMBER)),
            List.of(
                Field.of("x", ValueType.NUMBER),
                Field.numbers("v", 2),
                Field.of("word", ValueType.TEXT),
                Field.of("set", ValueType.TEXTS)));
    table.sequence(0.1).step(1e-300, new double[] {1 / 3.0, -0.0}, "a\"\n😀", List.of("p"));
    table.sequence(1e100).step(2.0, new double[] {1, 2}, "b", List.of());
    for (Scale scale : Scale.values()) {
      all.add(table.fit(folder, Specs.number("v", scale)));
    }
    all.add(
        table.fit(
            folder,
            FeatureSpec.of("x"),
            FeatureSpec.of("set"),
            Specs.perSequence("age", Kind.NUMBER, 0),
            Specs.of("word", Kind.CATEGORY, 3, 1, 5, true),
            Specs.of("word", Kind.AFFIXES, 3)));
    Tables texts = Tables.ofSequences(Field.of("text", ValueType.TEXT)).sequence("a b 😀 a b");
    for (Kind kind : List.of(Kind.WORDS, Kind.CHARACTERS, Kind.BYTES, Kind.PIECES)) {
      all.add(texts.fit(folder, Specs.of("text", kind, 4)));
    }
    return all;
  }

  @Test
  void keepsEverything() throws IOException, ClassNotFoundException {
    for (Features features : all(folder)) {
      String json = features.toJson();
      Features read = Features.read(json, "features.json");
      assertThat(read).isEqualTo(features);
      assertThat(read.toJson()).isEqualTo(json);
      assertThat(read.input()).isEqualTo(features.input());
      assertThat(sent(features)).isEqualTo(features);
    }
  }

  /** As it travels to executors. */
  private static Object sent(Features features) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(features);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  void isPlain() {
    Features features = Features.read(SMALL, "features.json");
    assertThat(features.toJson()).isEqualTo(SMALL);
    assertThat(features.facts()).containsEntry("input city", "2 values, embedded in 8 numbers");
    assertThat(features.mostTokens()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"version\":1 | \"version\":2 | version is 2, expected 1 to 1",
        "\"category\" | \"auto\" | kind is \"auto\", which nothing is fitted as",
        "\"category\" | \"words2\" | kind is \"words2\", which this version lacks",
        "\"standard\" | \"STANDARD\" | scale is \"STANDARD\", which this version lacks",
        "\"embedding\":8 | \"embedding\":70000 | embedding: got 70000, expected 0 to 65536",
        "\"embedding\":8 | \"embedding\":-1 | embedding is -1, expected 0 to",
        "\"embedding\":8 | \"embedding\":\"8\" | embedding is no whole number",
        "\"Oslo\" | \"Rome\" | \"Rome\" is in the vocabulary twice",
        "\"Oslo\" | null | texts has an element of another type",
        "\"lowercase\":false | \"lowercase\":0 | lowercase is neither true nor false",
        "\"most\":0, | ~~ | expected \"most\" as the next key",
        "\"most\":0, | \"most\":0,\"most\":0, | Duplicate field",
        "]}]} | ],\"x\":1}]} | expected no more keys in features",
        "\"category\" | \"number\" | expected \"centers\" as the next key",
        "\"category\" | \"bytes\" | expected no more keys in features",
        "\"category\" | \"characters\" | element 0 of texts is not one character",
        "\"category\" | \"affixes\" | expected \"first-1\" as the next key",
        "\"category\" | \"pieces\" | expected \"merges\" as the next key"
      })
  void otherJsonIsRefused(String from, String to, String reason) {
    assertThat(SMALL).contains(from);
    assertCorrupt(SMALL.replace(from, to), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"centers\":[1.0],\"scales\":[] | city has 1 centers and 0 scales",
        "\"centers\":[],\"scales\":[] | city has 0 centers and 0 scales",
        "\"centers\":[0.0],\"scales\":[0.0] | city has a scale that is not positive",
        "\"centers\":[1e999],\"scales\":[1.0] | centers has a number that is not finite",
        "\"centers\":[1],\"scales\":[1.0] | centers has an element of another type"
      })
  void numbersThatDoNotFitAreRefused(String fitted, String reason) {
    String json =
        SMALL
            .replace("\"category\"", "\"number\"")
            .replace("\"texts\":[\"Rome\",\"Oslo\"]", fitted);
    assertCorrupt(json, reason);
  }

  @Test
  void noFeatureIsRefused() {
    assertCorrupt(
        "{\"kind\":\"features\",\"version\":1,\"features\":[]}",
        "got no feature, expected at least one");
  }

  private static void assertCorrupt(String json, String reason) {
    assertThatThrownBy(() -> Features.read(json, "features.json"))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessageStartingWith("features.json is not a list of features (")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("; take it from the model's training run");
  }

  /** Cut anywhere, or with another character anywhere: refused, or features all the same. */
  @Property(tries = 500)
  void damageIsNoTrap(
      @ForAll @IntRange(max = 1 << 20) int place, @ForAll char other, @ForAll boolean cut) {
    int at = place % SMALL.length();
    String json =
        cut ? SMALL.substring(0, at) : SMALL.substring(0, at) + other + SMALL.substring(at + 1);
    try {
      assertThat(Features.read(json, "features.json").tokenColumns()).isLessThan(2);
      assertThat(cut).isFalse();
    } catch (RondoException e) {
      assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT);
    }
  }
}
