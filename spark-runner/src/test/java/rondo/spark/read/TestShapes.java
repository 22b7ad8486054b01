package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.sorted;
import static rondo.spark.read.Tables.whole;
import static rondo.spark.read.Tables.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.read.Tables.Source;
import rondo.table.ValueType;

/** What a row is: a sequence, or a time step of one. */
class TestShapes {
  @TempDir Path folder;

  @Test
  void rowIsASequence() throws IOException {
    Path file =
        write(
            folder.resolve("t.jsonl"),
            "{\"id\":7,\"x\":[1,2],\"m\":[[1,2],[3,4]],\"s\":[\"a\",\"b\"],"
                + "\"c\":[[\"p\"],[]],\"label\":\"l\",\"n\":0.5,\"all\":[\"u\",\"v\"]}");
    assertThat(
            sorted(
                Source.of(file).key("id"),
                column("x"),
                column("m"),
                column("s"),
                column("c"),
                column("label"),
                column("n"),
                column("all", ValueType.TEXTS)))
        .containsExactly(
            "7 [l, 0.5, [u, v]] TEST 0[1.0, [1.0, 2.0], a, [p]] 1[2.0, [3.0, 4.0], b, []]");
    assertThat(sorted(Source.of(file), whole("x", null), column("s")))
        .containsExactly(" [[1.0, 2.0]] TEST 0[a] 1[b]");
  }

  @Test
  void rowIsATimeStepOfManyFilesInAnyOrder() throws IOException {
    write(folder.resolve("t/1.jsonl"), step("b", 2, 1.5), step("a", 3, 2.5), step("a", 1, 3.5));
    write(folder.resolve("t/2.jsonl"), step("a", 2, 4.5), step("b", -1, 5.5));
    Source source = Source.of(folder.resolve("t"));
    assertThat(
            sorted(
                source.steps("t", "k"),
                column("v"),
                column("xs"),
                column("s", ValueType.TEXT),
                whole("k", ValueType.TEXT)))
        .containsExactly(
            "a [a] TEST 1[3.5, [1.0, 2.0], 1] 2[4.5, [1.0, 2.0], 2] 3[2.5, [1.0, 2.0], 3]",
            "b [b] TEST -1[5.5, [1.0, 2.0], -1] 2[1.5, [1.0, 2.0], 2]");
    assertThat(sorted(source.query("SELECT * FROM input WHERE k = 'a'").steps("t"), column("v")))
        .containsExactly(" [] TEST 1[3.5] 2[4.5] 3[2.5]");
    assertThat(sorted(source.steps("t", "k", "s"), column("v"))).hasSize(5);
  }

  private static String step(String key, int time, double value) {
    return String.format(
        java.util.Locale.ROOT,
        "{\"k\":\"%s\",\"t\":%d,\"v\":%s,\"xs\":[1,2],\"s\":\"%d\"}",
        key,
        time,
        value,
        time);
  }

  @Test
  void gapsCutSequences() throws IOException {
    Path file =
        write(
            folder.resolve("t.csv"),
            "k,t,v",
            "a,2026-01-01 00:00:00,1",
            "a,2026-01-01 00:00:05,2",
            "a,2026-01-01 00:00:11,3",
            "b,2026-01-01 00:00:12,4");
    Source source = Source.of(file).steps("t", "k");
    assertThat(sorted(source.limits(5, 0), column("v"))).hasSize(3);
    assertThat(sorted(source.limits(6, 0), column("v"))).hasSize(2);
    assertThat(sorted(source.limits(5, 2), column("v"))).hasSize(3); // pieces are short enough
  }

  @Test
  void timesOfEveryKind() throws IOException {
    Path file =
        write(
            folder.resolve("t.csv"),
            "i,r,d,s,v",
            "-3,-1.5,1969-12-31,1969-12-31T23:59:59Z,1",
            "4,0.25,1970-01-02,1970-01-01T00:00:00.000001Z,2");
    assertThat(sorted(Source.of(file).steps("i"), column("v")))
        .containsExactly(" [] TEST -3[1.0] 4[2.0]");
    assertThat(sorted(Source.of(file).steps("d"), column("v")))
        .containsExactly(" [] TEST -1[1.0] 1[2.0]");
    assertThat(sorted(Source.of(file).steps("s"), column("v")))
        .containsExactly(" [] TEST -1000000[1.0] 1[2.0]");
    assertThat(sorted(Source.of(file).steps("r"), column("v")))
        .containsExactly(
            " [] TEST "
                + Double.doubleToLongBits(-1.5)
                + "[1.0] "
                + Double.doubleToLongBits(0.25)
                + "[2.0]");
    assertThatThrownBy(
            () ->
                sorted(
                    Source.of(file).query("SELECT v > 1 AS t, v FROM input").steps("t"),
                    column("v")))
        .hasMessage(
            "data.time: column t has type boolean, expected a number, a date or a timestamp;"
                + " convert it in data.query");
  }

  @Test
  void rowsOfALongSequenceGoToDiskAndComeBack() throws IOException {
    List<Long> read = new ArrayList<>();
    try (RowBuffer buffer = new RowBuffer(folder, 2, 100)) {
      for (int round = 0; round < 2; round++) {
        UnsafeRow row = new UnsafeRow(2);
        row.pointTo(new byte[24], 24);
        for (long i = 0; i < 50; i++) {
          row.setLong(0, i);
          row.setLong(1, -i);
          buffer.add(row);
        }
        read.clear();
        buffer.forEach(one -> read.add(one.getLong(0) + 1000 * one.getLong(1)));
        assertThat(read).hasSize(50).startsWith(0L, -999L).endsWith(-999L * 49);
        assertThat(folder).isNotEmptyDirectory();
        buffer.clear();
        assertThat(folder).isEmptyDirectory();
      }
    }
  }

  @Test
  void columnsThatAreWantedTwice() throws IOException {
    Path file = write(folder.resolve("t.csv"), "k,t,v", "a,1,1");
    assertThat(sorted(Source.of(file).steps("t", "k"), column("v"), column("v", ValueType.NUMBER)))
        .containsExactly("a [] TEST 1[1.0]");
    assertThatThrownBy(
            () ->
                sorted(
                    Source.of(file).steps("t", "k"),
                    column("v", ValueType.TEXT),
                    column("v", ValueType.NUMBER)))
        .hasMessage(
            "Column v is wanted twice and not as the same thing, expected one use; make a copy of it"
                + " under another name in data.query");
  }
}
