package rondo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec.Kind;
import rondo.feature.FeatureSpec.Scale;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;

class TestFeatureErrors {
  private static final Field X = Field.of("x", ValueType.NUMBER);
  private static final Field WORD = Field.of("word", ValueType.TEXT);
  private static final Field TEXT = Field.of("text", ValueType.TEXT);
  private static final Field NOTE = Field.of("note", ValueType.TEXT);

  @TempDir Path folder;

  private static void assertFails(ThrowingCallable action, ExitCode code, String message) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessage(message);
  }

  private void assertConfig(Tables table, String message, FeatureSpec... specs) {
    assertFails(() -> table.fit(folder, specs), ExitCode.CONFIG, "data.inputs: " + message);
  }

  private static Tables mixed() {
    Tables table = new Tables(List.of(TEXT, NOTE), List.of(X, WORD));
    return table.sequence("a b", "c").step(1.0, "d").step(2.0, "e");
  }

  @Test
  void whatDoesNotFitTheTableIsNamed() {
    assertConfig(
        mixed(), "got none, expected at least one column (the table has: x, word, text, note)");
    assertConfig(
        mixed(),
        "got the column y, expected one of the table (it has: x, word, text, note)",
        FeatureSpec.of("y"));
    assertConfig(
        mixed(),
        "word is text, expected a number for number; take it as category",
        Specs.number("word", Scale.NONE));
    assertConfig(
        mixed(),
        "x is a number, expected text for category; take it as number",
        Specs.of("x", Kind.CATEGORY, 4));
    assertConfig(
        mixed(),
        "x is a number, expected a list of texts for set; take it as number",
        Specs.of("x", Kind.SET, 0));
    assertConfig(
        mixed(),
        "text is to be cut into 100 pieces, expected most = 256 or more, as each byte is one",
        Specs.of("text", Kind.PIECES, 0, 1, 100, false));
  }

  @Test
  void whatAKindHasNoUseForIsRefused() {
    String numbers =
        "x is taken as number, which has no use for embedding, min-count, most and lowercase;"
            + " leave them out";
    assertConfig(mixed(), numbers, Specs.of("x", Kind.AUTO, 4));
    assertConfig(mixed(), numbers, Specs.of("x", Kind.NUMBER, 0, 2, 0, false));
    assertConfig(mixed(), numbers, Specs.of("x", Kind.NUMBER, 0, 1, 0, true));
    assertConfig(
        Tables.ofSteps(Field.of("tags", ValueType.TEXTS)).steps(List.of("a")),
        "tags is taken as set, which has no use for embedding; leave them out",
        Specs.of("tags", Kind.SET, 4));
    assertConfig(
        mixed(),
        "text is taken as bytes, which has no use for min-count and most; leave them out",
        Specs.of("text", Kind.BYTES, 4, 1, 100, false));
    assertConfig(
        mixed(),
        "word is taken as category, which has no use for scale; leave it out, or take it as number",
        new FeatureSpec("word", Kind.AUTO, Scale.NONE, 4, 1, 0, false, false));
  }

  @Test
  void oneTextAloneMakesTimeSteps() {
    assertConfig(
        mixed(),
        "got text and note to be cut into time steps, expected one text; take the others as"
            + " category, or leave them out",
        Specs.of("text", Kind.WORDS, 4),
        Specs.of("note", Kind.BYTES, 4));
    assertConfig(
        mixed(),
        "x has one value a time step, but the text of text makes the time steps, expected one"
            + " value a sequence; leave one of them out, or take text as category",
        Specs.of("text", Kind.WORDS, 4),
        FeatureSpec.of("x"));
    assertConfig(
        mixed(),
        "word is to be cut into time steps but has one value a time step, expected one text a"
            + " sequence; take it as category",
        Specs.of("word", Kind.WORDS, 4));
    assertConfig(
        mixed(),
        "text is cut into characters, expected words for its affixes; take it as words, or leave"
            + " its affixes out",
        Specs.of("text", Kind.CHARACTERS, 4),
        Specs.of("text", Kind.AFFIXES, 4));
  }

  @Test
  void tooManyPlacesAreRefusedWithAdvice() {
    Object[] words = new Object[5000];
    Arrays.setAll(words, i -> "w" + i);
    Tables table = new Tables(List.of(), List.of(WORD, X)).sequence();
    for (Object word : words) {
      table.step(word, 1.0);
    }
    assertConfig(
        table,
        "word: got 5,001 places without an embedding, expected at most 4,096; set embedding (to"
            + " 64, say), min-count or most",
        FeatureSpec.of("word"),
        FeatureSpec.of("x"));
    Tables sets = Tables.ofSteps(Field.of("tags", ValueType.TEXTS));
    for (Object word : words) {
      sets.steps(List.of(word));
    }
    assertConfig(
        sets,
        "tags: got 5,001 places without an embedding, expected at most 4,096; set min-count or"
            + " most",
        FeatureSpec.of("tags"));
  }

  @Test
  void tooManyColumnsAreRefused() {
    List<FeatureSpec> specs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      specs.add(Specs.of("word", Kind.AFFIXES, 4));
    }
    assertConfig(
        Tables.ofSteps(WORD).steps("a"),
        "got 72 embedded columns, expected at most 64; set embedding = 0 for some of them, or"
            + " leave some out",
        specs.toArray(FeatureSpec[]::new));
  }

  @Test
  void nothingToFitToIsRefused() {
    assertFails(
        () -> Tables.ofSteps(X).sequence(Split.TEST).step(1.0).fit(folder, FeatureSpec.of("x")),
        ExitCode.BAD_DATA,
        "The learned part of the table has no time step, expected at least one (a row, an element"
            + " of a list, or a text that is cut); check data.split and data.inputs");
    Tables empty = Tables.ofSequences(TEXT).sequence("").sequence(" \n");
    String nothing =
        "text: got nothing but empty values in the learned part, expected some to learn from;"
            + " check the column, or leave it out";
    assertFails(
        () -> empty.fit(folder, Specs.of("text", Kind.WORDS, 4)), ExitCode.BAD_DATA, nothing);
    Tables none = Tables.ofSequences(TEXT).sequence("");
    for (Kind kind : List.of(Kind.CHARACTERS, Kind.PIECES)) {
      assertFails(() -> none.fit(folder, Specs.of("text", kind, 4)), ExitCode.BAD_DATA, nothing);
    }
    for (Kind kind : List.of(Kind.WORDS, Kind.CHARACTERS)) {
      assertFails(
          () ->
              Tables.ofSequences(TEXT)
                  .sequence("a a b")
                  .fit(folder, Specs.of("text", kind, 4, 5, 0, false)),
          ExitCode.BAD_DATA,
          "text: got no value more than 2 times in the learned part, expected 5; set min-count to"
              + " less");
    }
  }

  @Test
  void missingValuesAreRefused() throws IOException {
    Tables table = Tables.ofSteps(X).steps(1.0);
    Tables gap = Tables.ofSteps(X).sequence().step((Object) null);
    assertFails(
        () -> gap.fit(folder, FeatureSpec.of("x")),
        ExitCode.BAD_DATA,
        "x: got no value in the sequence of file:0, expected one in every row; give it a value,"
            + " or leave such rows out");
    Features features = table.fit(folder, FeatureSpec.of("x"));
    assertFails(
        () -> gap.encoded(folder, features),
        ExitCode.BAD_DATA,
        "x: got no value, expected one in every row; give it a value, or leave such rows out");
  }

  @Test
  void otherTablesAreRefused() throws IOException {
    Features number = Tables.ofSteps(X).steps(1.0).fit(folder, FeatureSpec.of("x"));
    assertFails(
        () -> number.encoder(Tables.ofSteps(WORD).schema()),
        ExitCode.BAD_DATA,
        "The table has no column x, which the model learned from (it has: word); give data with"
            + " the columns of the training data");
    assertFails(
        () -> number.encoder(Tables.ofSteps(Field.of("x", ValueType.TEXTS)).schema()),
        ExitCode.BAD_DATA,
        "x: got a list of texts, expected a number as in the training data; give data of the same"
            + " type");
    assertFails(
        () -> number.encoder(Tables.ofSteps(Field.numbers("x", 7)).schema()),
        ExitCode.BAD_DATA,
        "x: got a list of 7 numbers, expected a number as in the training data; give data of the"
            + " same type");
    Features words =
        Tables.ofSequences(TEXT).sequence("a").fit(folder, Specs.of("text", Kind.WORDS, 4));
    assertFails(
        () -> words.encoder(Tables.ofSteps(TEXT).schema()),
        ExitCode.BAD_DATA,
        "text: got one value a time step, expected one a sequence, as the text of text makes the"
            + " time steps");
  }

  @Test
  void aDamagedShardIsNamed() throws IOException {
    Table table = Tables.ofSteps(X).steps(1.0).stage(folder, 1);
    Path path = Path.of(table.shards().get(0).path());
    Files.write(path, new byte[100]);
    assertThatThrownBy(() -> Features.fit(List.of(FeatureSpec.of("x")), table, RangeScanner.LOCAL))
        .hasMessageContaining(path + " is damaged");
    Files.delete(path);
    assertThatThrownBy(() -> Features.fit(List.of(FeatureSpec.of("x")), table, RangeScanner.LOCAL))
        .isInstanceOf(IOException.class);
  }
}
