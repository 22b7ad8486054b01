package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.sorted;
import static rondo.spark.read.Tables.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.read.Tables.Source;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.SplitSpec;
import rondo.table.SplitSpec.By;
import rondo.table.ValueType;

/** SQL between the files and the table, and what is refused. */
class TestQuery {
  private static final SplitSpec BY_FILE =
      new SplitSpec(By.FILE, null, 0, 0, null, null, List.of("2.csv"), List.of("*/3.c*"));

  @TempDir Path folder;
  private Source source;

  @BeforeEach
  void prepare() throws IOException {
    write(folder.resolve("t/1.csv"), "k,t,v", "a,1,1", "a,2,2", "b,1,3");
    write(folder.resolve("t/2.csv"), "k,t,v", "a,3,4");
    write(folder.resolve("t/3.csv"), "k,t,v", "c,1,5", "a,4,6,7");
    source = Source.of(folder.resolve("t")).onBad(OnBadRecord.SKIP, 1);
  }

  @Test
  void rowsOfAQueryKeepTheirFile() throws IOException {
    Source query = source.query("SELECT k, t, v * 10 AS w FROM input WHERE v > 1;").steps("t", "k");
    assertThat(sorted(query.split(BY_FILE), column("w")))
        .containsExactly(
            "a [] TRAIN 2[20.0]",
            "a [] VALIDATION 3[40.0]",
            "b [] TRAIN 1[30.0]",
            "c [] TEST 1[50.0]");
  }

  @Test
  void sequencesAreCollectedAndCarryTheirFile() throws IOException {
    Source query =
        source.query(
            "SELECT k, sort_array(collect_list(v)) AS vs, first(_metadata) AS _metadata FROM input"
                + " GROUP BY k, _metadata.file_path");
    assertThat(sorted(query.split(BY_FILE).key("k"), column("vs")))
        .containsExactly(
            "a [] TRAIN 0[1.0] 1[2.0]",
            "a [] VALIDATION 0[4.0]",
            "b [] TRAIN 0[3.0]",
            "c [] TEST 0[5.0]");
  }

  @Test
  void joinsWindowsAndConstants() throws IOException {
    Source query =
        source.query(
            "WITH m AS (SELECT k, max(v) AS top FROM input GROUP BY k) SELECT i.k, i.t, v / top AS"
                + " w, lag(v, 1, 0) OVER (PARTITION BY i.k ORDER BY i.t) AS before FROM input i"
                + " JOIN m ON i.k = m.k");
    assertThat(sorted(query.steps("t", "k"), column("w"), column("before")))
        .containsExactly(
            "a [] TEST 1[0.25, 0.0] 2[0.5, 1.0] 3[1.0, 2.0]",
            "b [] TEST 1[1.0, 0.0]",
            "c [] TEST 1[1.0, 0.0]");
  }

  @Test
  void badLinesAreCountedBesideTheQuery() throws IOException {
    Source query = source.query("SELECT k, t, v FROM input").steps("t", "k");
    try (StagedTable staged = Tables.stage(query, 1, column("v"))) {
      assertThat(staged.records()).isEqualTo(6);
      assertThat(staged.badByKind()).isEqualTo(Map.of("malformed line", 1L));
    }
    refused(
        query.onBad(OnBadRecord.FAIL, 1),
        ExitCode.BAD_DATA,
        "The table at "
            + folder
            + "/t: got 1 bad records of 6, expected none: "
            + folder
            + "/t/3.csv row 2: malformed line; correct them, or leave them out with"
            + " data.on-bad-record = skip");
  }

  @Test
  void queryThatLosesTheFile() {
    refused(
        source
            .query("SELECT k, max(t) AS t, max(v) AS v FROM input GROUP BY k")
            .steps("t", "k")
            .split(BY_FILE),
        ExitCode.CONFIG,
        "data.split.by = file: data.query does not keep the file of a row, expected its result to"
            + " have it; add _metadata to what it selects, or first(_metadata) AS _metadata");
  }

  @Test
  void queriesThatSparkRefuses() {
    refused(
        source.query("SELECT nope FROM input"),
        ExitCode.CONFIG,
        "data.query: Spark does not accept it: A column, variable, or function parameter with name"
            + " `nope` cannot be resolved. Did you mean one of the following? [`k`, `t`, `v`,"
            + " `_metadata`]; the columns are k, t, v");
    refused(
        source.query("DROP VIEW input"),
        ExitCode.CONFIG,
        "data.query: Spark does not accept it: Syntax error at or near 'input': extra input 'input';"
            + " the columns are k, t, v");
  }

  @Test
  void queryThatFailsOnTheData() {
    refused(
        source.query("SELECT cast(k AS int) AS v FROM input"),
        ExitCode.BAD_DATA,
        "The table at "
            + folder
            + "/t cannot be read: The value 'a' of the type \"STRING\" cannot"
            + " be cast to \"INT\" because it is malformed. Correct the value as per the syntax, or"
            + " change its target type. Use `try_cast` to tolerate malformed input and return NULL"
            + " instead; correct the data, or data.query");
  }

  @Test
  void whatIsNotThere() throws IOException {
    refused(
        Source.of(folder.resolve("none.csv")),
        ExitCode.NO_INPUT,
        "data.path: there is nothing at "
            + folder
            + "/none.csv; give a file or folder that exists");
    refused(
        source.steps("t", "nope"),
        ExitCode.CONFIG,
        "The table at "
            + folder
            + "/t has no column nope, expected one of k, t, v; correct the"
            + " name, or make the column in data.query");
    refused(
        Source.of(folder.resolve("t/1.csv")).query("SELECT * FROM input WHERE v > 100"),
        ExitCode.BAD_DATA,
        "The table at "
            + folder
            + "/t/1.csv has no rows after data.query, expected at least one; give"
            + " other data",
        OnBadRecord.SKIP);
    write(folder.resolve("empty.csv"), "k,t,v");
    refused(
        Source.of(folder.resolve("empty.csv")),
        ExitCode.BAD_DATA,
        "The table at "
            + folder
            + "/empty.csv has no rows, expected at least one; give other data");
  }

  @Test
  void optionsAndFormats() {
    refused(
        source.as("xml"),
        ExitCode.CONFIG,
        "data.format: got xml, expected one of auto, parquet, csv, json, orc, text, binary");
    refused(
        source.options(Map.of("mode", "DROPMALFORMED")),
        ExitCode.CONFIG,
        "data.options: got mode, which Rondo sets itself to count bad lines; say what becomes of"
            + " them with data.on-bad-record");
    assertThatThrownBy(() -> sorted(source.options(Map.of("seperator", ";")), column("v")))
        .hasMessageStartingWith(
            "data.options: got seperator, which Spark's reader of csv does not have, expected one"
                + " of ")
        .hasMessageContaining(", schema, sep, ");
  }

  @Test
  void columnsOfAnotherKind() {
    refused(
        source.query("SELECT map(k, v) AS v FROM input"),
        ExitCode.CONFIG,
        "Column v has type map<string,int>, expected numbers, texts or lists of them; convert it in"
            + " data.query");
    assertThatThrownBy(
            () ->
                sorted(
                    source.query("SELECT k AS t, array(v) AS v FROM input").steps("t"),
                    column("v", ValueType.NUMBER)))
        .isInstanceOf(RondoException.class)
        .hasMessage("Column v has type array<int>, expected a number; convert it in data.query");
  }

  private static void refused(Source source, ExitCode code, String message) {
    refused(source, code, message, source.onBadRecord());
  }

  private static void refused(Source source, ExitCode code, String message, OnBadRecord policy) {
    assertThatThrownBy(() -> sorted(source.onBad(policy, 1), column("v")))
        .isInstanceOf(RondoException.class)
        .hasMessage(message)
        .satisfies(e -> assertThat(((RondoException) e).exitCode()).isEqualTo(code));
  }
}
