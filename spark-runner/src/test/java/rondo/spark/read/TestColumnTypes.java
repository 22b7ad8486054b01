package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.TimeKind;
import rondo.table.ValueType;

/** Files that are read with the types of other files. */
class TestColumnTypes {
  private static final ColumnRequest CODE = column("code");
  private static final ColumnRequest X = column("x");

  @TempDir Path folder;

  private static ColumnTypes types(Source source, ColumnRequest... columns) throws IOException {
    try (StagedTable staged = Tables.stage(source, 1, columns)) {
      ColumnTypes types = staged.types();
      ColumnTypes again = ColumnTypes.of(Map.of(ColumnTypes.FILE, types.toJson()));
      assertThat(again).isEqualTo(types);
      return again;
    }
  }

  private static StagedTable stage(Source source, ColumnTypes known, ColumnRequest... columns)
      throws IOException {
    return Tables.stage(source, known, 1, columns);
  }

  private static List<String> sorted(Source source, ColumnTypes known, ColumnRequest... columns)
      throws IOException {
    try (StagedTable staged = stage(source, known, columns)) {
      List<String> all = Tables.sequences(staged);
      Collections.sort(all);
      return all;
    }
  }

  private Source csv(String name, String... lines) throws IOException {
    return Source.of(Tables.write(folder.resolve(name + ".csv"), lines));
  }

  @Test
  void whatWasTextStaysText() throws IOException {
    Source letters = csv("letters", "code,x", "007,1", "A12,2").onBad(OnBadRecord.FAIL, 0.1);
    Source digits = csv("digits", "code,x", "007,1", "012,2.5");
    assertThat(Tables.sorted(digits, CODE, X))
        .containsExactly(" [12.0, 2.5] TEST", " [7.0, 1.0] TEST");
    ColumnTypes known = types(letters, CODE, X);
    assertThat(known)
        .isEqualTo(
            new ColumnTypes(
                "code STRING,x INT",
                Map.of("code", ValueType.TEXT, "x", ValueType.NUMBER),
                TimeKind.PLACE));
    assertThat(sorted(digits, known, CODE, X))
        .containsExactly(" [007, 1.0] TEST", " [012, 2.5] TEST");
    Source json =
        Source.of(
            Tables.write(
                folder.resolve("digits.json"),
                "{\"x\": 1.5, \"code\": \"007\"}",
                "{\"code\": 12, \"x\": 2}"));
    assertThat(sorted(json, known, CODE, X)).containsExactly(" [007, 1.5] TEST", " [12, 2.0] TEST");
  }

  @Test
  void valuesOfAnotherTypeAreBadRecords() throws IOException {
    Source numbers = csv("numbers", "k,t,x,note", "7,1,1,3", "7,2,2,4").steps("t", "k");
    ColumnTypes known = types(numbers, X);
    Source mixed =
        csv("mixed", "note,x,k,t", "none,1.5,7,1", "5,two,7,2", "6,3,7,3.5", "7,4,A12,4", "8,9")
            .steps("t", "k");
    assertThatThrownBy(() -> stage(mixed, known, X))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("got 4 bad records of 5")
        .hasMessageContaining("mixed.csv row 2, column x: wrong type")
        .hasMessageContaining("mixed.csv row 3, column t: wrong type")
        .hasMessageContaining("mixed.csv row 4, column k: wrong type")
        .hasMessageContaining("mixed.csv row 5: malformed line");
    try (StagedTable staged = stage(mixed.onBad(OnBadRecord.QUARANTINE, 1), known, X)) {
      assertThat(Tables.sequences(staged)).containsExactly("7 [] TEST 1[1.5]");
      assertThat(staged.badByKind()).isEqualTo(Map.of("malformed line", 1L, "wrong type", 3L));
      assertThat(Tables.rejected(staged))
          .contains("\"row\":2,\"record\":{\"note\":\"5\",\"x\":\"two\",\"k\":\"7\",\"t\":\"2\"}}");
    }
  }

  @Test
  void valuesThatAQueryReadsFitOrAreBad() throws IOException {
    String query = "SELECT x * 2 AS y FROM input";
    ColumnRequest y = column("y");
    Source numbers = csv("q-numbers", "x,note", "1,3").query(query);
    ColumnTypes known = types(numbers, y);
    Source mixed = csv("q-mixed", "x,note", "2,none", "two,4").query(query);
    assertThatThrownBy(() -> stage(mixed, known, y))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("got 1 bad records of 2")
        .hasMessageContaining("q-mixed.csv row 2, column x: wrong type");
    assertThat(sorted(mixed.onBad(OnBadRecord.SKIP, 1), known, y)).containsExactly(" [4.0] TEST");
    String all = "SELECT count(*) OVER () AS n, * FROM input";
    assertThatThrownBy(() -> stage(mixed.query(all), known, X))
        .hasMessageContaining("got 2 bad records of 2")
        .hasMessageContaining("q-mixed.csv row 1, column note: wrong type");
  }

  @Test
  void jsonIsReadAlike() throws IOException {
    ColumnRequest v = column("v");
    Source whole =
        Source.of(Tables.write(folder.resolve("whole.json"), "{\"x\": 1, \"v\": [1, 2]}"));
    ColumnTypes known = types(whole, X, v);
    Source mixed =
        Source.of(
            Tables.write(
                folder.resolve("mixed.json"),
                "{\"x\": 1.5, \"v\": [1.5, 2]}",
                "{\"x\": \"one\", \"v\": [1]}",
                "{\"x\": 1, \"v\": [\"one\"]}",
                "{\"x\": 1"));
    try (StagedTable staged = stage(mixed.onBad(OnBadRecord.QUARANTINE, 1), known, X, v)) {
      assertThat(Tables.sequences(staged)).containsExactly(" [1.5] TEST 0[1.5] 1[2.0]");
      assertThat(staged.badByKind()).isEqualTo(Map.of("malformed line", 1L, "wrong type", 2L));
    }
  }

  @Test
  void aFormatWithTypesKeepsThem() throws IOException {
    Source digits = csv("own", "code,x", "7,1", "12,2");
    ColumnTypes known = types(digits, CODE, X);
    String table = folder.resolve("own.parquet").toString();
    Tables.session().sql("SELECT 7.5D code, '2' x").coalesce(1).write().parquet(table);
    assertThat(sorted(Source.of(table), known, CODE, X)).containsExactly(" [7.5, 2.0] TEST");
  }

  @Test
  void aModelWithoutThemIsDamaged() {
    assertThatThrownBy(() -> ColumnTypes.of(Map.of()))
        .isInstanceOf(RondoException.class)
        .hasMessage("The model has no columns.json; take the whole model directory of its run")
        .extracting("exitCode")
        .isEqualTo(ExitCode.CORRUPT);
    String json = ColumnTypes.UNKNOWN.toJson().replace("\"source\":\"\"", "\"source\":\"a b c\"");
    assertThatThrownBy(() -> ColumnTypes.of(Map.of(ColumnTypes.FILE, json)))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "columns.json is not the types of a table's columns (source is no list of columns);"
                + " take it from the model's training run");
  }
}
