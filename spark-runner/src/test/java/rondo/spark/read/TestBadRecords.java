package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.SplitSpec;
import rondo.table.SplitSpec.By;
import rondo.table.ValueType;

/** Each kind of bad record under each policy. */
class TestBadRecords {
  private static final ColumnRequest V = column("v", ValueType.NUMBER);
  private static final List<ColumnRequest> STEPS = List.of(V);
  private static final String HEAD = "k,t,v,w\n";
  private static final String GOOD = "a,1,0.5,x\na,2,1.5,x\nb,1,2.5,y\n";

  @TempDir Path folder;

  /**
   * A kind of bad record.
   *
   * @param clean a file, or what of it is left
   * @param bad what is added at its end
   * @param source as it is read
   * @param kind what its counter is called
   * @param count bad records
   * @param named what FAIL says of the first of them, after the file
   */
  private record Kind(
      String name,
      String clean,
      byte[] bad,
      Source source,
      List<ColumnRequest> columns,
      String kind,
      int count,
      String named) {
    Kind(
        String name,
        String clean,
        String bad,
        Source source,
        List<ColumnRequest> columns,
        String kind,
        int count,
        String named) {
      this(name, clean, bad.getBytes(StandardCharsets.UTF_8), source, columns, kind, count, named);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    Source steps = Source.of("t.csv").steps("t", "k");
    Source rows = Source.of("t.jsonl");
    List<ColumnRequest> lists = List.of(column("xs"), column("m"));
    String json = "{\"xs\":[1,2],\"m\":[[1,2],[3,4]]}\n";
    return Stream.of(
        new Kind(
            "tooManyFields",
            HEAD + GOOD,
            "c,1,2,x,9\n",
            steps,
            STEPS,
            "malformed line",
            1,
            " row 4: malformed line"),
        new Kind(
            "noJson",
            json,
            "{\"xs\":[1,\n",
            rows,
            lists,
            "malformed line",
            1,
            " row 2: malformed line"),
        new Kind(
            "bytesThatAreNoTextInJson",
            "{\"s\":\"ä\"}\n",
            new byte[] {'{', '"', 's', '"', ':', '"', (byte) 0xE4, '"', '}', '\n'},
            rows,
            List.of(whole("s", ValueType.TEXT)),
            "malformed line",
            1,
            " row 2: malformed line"),
        new Kind(
            "missingValues",
            HEAD + GOOD,
            "a,3,,x\na,4,,x\n",
            steps,
            STEPS,
            "missing value",
            2,
            " row 4, column v: missing value"),
        new Kind(
            "missingKeyAndTime",
            HEAD + GOOD,
            ",3,1,x\na,,1,x\n",
            steps,
            STEPS,
            "missing value",
            2,
            " row 4, column k: missing value"),
        new Kind(
            "textForANumber",
            HEAD + GOOD,
            "a,3,abc,x\n",
            steps,
            STEPS,
            "wrong type",
            1,
            " row 4, column v: wrong type"),
        new Kind(
            "textAmongNumbers",
            HEAD + GOOD,
            "a,3,abc,x\n",
            steps,
            List.of(column("v")),
            "wrong type",
            1,
            " row 4, column v: wrong type"),
        new Kind(
            "textForATime",
            HEAD + "a,2026-01-01,1,x\n",
            "a,noon,1,x\n",
            steps,
            STEPS,
            "wrong type",
            1,
            " row 2, column t: wrong type"),
        new Kind(
            "notFinite",
            HEAD + GOOD,
            "a,3,NaN,x\na,4,-Infinity,x\n",
            steps,
            STEPS,
            "not finite",
            2,
            " row 4, column v: not finite"),
        new Kind(
            "bytesThatAreNoText",
            HEAD + GOOD,
            new byte[] {'c', ',', '1', ',', '2', ',', (byte) 0xFF, '\n'},
            steps,
            List.of(V, column("w")),
            "invalid UTF-8",
            1,
            " row 4, column w: invalid UTF-8"),
        new Kind(
            "listsOfUnequalLengths",
            json,
            "{\"xs\":[1,2,3],\"m\":[[1,2],[3,4]]}\n",
            rows,
            lists,
            "lists of unequal lengths",
            1,
            " row 2, column m: lists of unequal lengths"),
        new Kind(
            "wrongWidth",
            json,
            "{\"xs\":[1,2],\"m\":[[1,2],[3]]}\n",
            rows,
            lists,
            "wrong width",
            1,
            " row 2, column m: wrong width"),
        new Kind(
            "missingInAList",
            json,
            "{\"xs\":[1,null],\"m\":[[1,2],[3,4]]}\n",
            rows,
            lists,
            "missing value",
            1,
            " row 2, column xs: missing value"),
        new Kind(
            "emptySequence",
            json,
            "{\"xs\":[],\"m\":[]}\n",
            rows,
            lists,
            "empty sequence",
            1,
            " row 2: empty sequence"),
        new Kind(
            "emptyText",
            "one\ntwo\n",
            "\n",
            Source.of("t.txt"),
            List.of(whole("value", ValueType.TEXT)),
            "empty sequence",
            1,
            " row 3: empty sequence"),
        new Kind(
            "overLongRow",
            json,
            "{\"xs\":[1,2,3],\"m\":[[1,2],[3,4],[5,6]]}\n",
            rows.limits(0, 2),
            lists,
            "over-long sequence",
            1,
            " row 2: over-long sequence"),
        new Kind(
            "overLongKey",
            HEAD + GOOD,
            "c,1,1,x\nc,2,1,x\nc,3,1,x\nc,4,1,x\n",
            steps.limits(0, 3),
            STEPS,
            "over-long sequence",
            4,
            " row 4: over-long sequence"),
        new Kind(
            "duplicateTime",
            HEAD + GOOD,
            "a,2,9.5,x\nb,1,2.5,y\n",
            steps,
            STEPS,
            "duplicate time",
            2,
            " row 4, column t: duplicate time"),
        new Kind(
            "valueThatDiffers",
            HEAD + GOOD,
            "c,1,1,x\nc,2,1,z\n",
            steps,
            List.of(V, whole("w", ValueType.TEXT)),
            "value differs within the sequence",
            2,
            " row 4, column w: value differs within the sequence"),
        new Kind(
            "unknownSplit",
            "k,t,v,w\na,1,1,train\na,2,2,test\n",
            "a,3,3,dev\n",
            steps.split(new SplitSpec(By.COLUMN, "w", 0, 0, null, null, List.of(), List.of())),
            STEPS,
            "unknown split",
            1,
            " row 3, column w: unknown split"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void leavesOutAndCounts(Kind kind) throws IOException {
    Source clean = source(kind, "clean", new byte[0]);
    Source dirty = source(kind, "dirty", kind.bad);
    ColumnRequest[] columns = kind.columns.toArray(ColumnRequest[]::new);
    String fileName = dirty.path();

    List<String> expected = Tables.sequences(clean, 1, columns);
    try (StagedTable staged = Tables.stage(dirty.onBad(OnBadRecord.SKIP, 1), 1, columns)) {
      assertThat(Tables.sequences(staged)).isEqualTo(expected);
      assertThat(staged.badByKind()).isEqualTo(Map.of(kind.kind, (long) kind.count));
      assertThat(staged.hasRejected()).isFalse();
    }
    try (StagedTable staged = Tables.stage(dirty.onBad(OnBadRecord.QUARANTINE, 1), 1, columns)) {
      assertThat(Tables.sequences(staged)).isEqualTo(expected);
      List<String> lines = Tables.rejected(staged).lines().toList();
      assertThat(lines).hasSize(kind.count);
      for (String line : lines) {
        JsonNode rejected = new ObjectMapper().readTree(line);
        assertThat(rejected.get("reason").asText()).isEqualTo(kind.kind);
        assertThat(rejected.get("file").asText()).isEqualTo(fileName);
        assertThat(rejected.get("row").asLong()).isPositive();
        assertThat(rejected.has("record")).isTrue();
      }
    }
    assertThatThrownBy(() -> Tables.stage(dirty, 1, columns))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith("The table at " + fileName + ": got " + kind.count + " bad records")
        .hasMessageContaining(", expected none: " + fileName + kind.named)
        .satisfies(e -> assertThat(((RondoException) e).exitCode()).isEqualTo(ExitCode.BAD_DATA));
  }

  private Source source(Kind kind, String name, byte[] bad) throws IOException {
    Source source = kind.source;
    Path file = folder.resolve(name).resolve(source.path());
    Files.createDirectories(file.getParent());
    byte[] good = kind.clean.getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(good, good.length + bad.length);
    System.arraycopy(bad, 0, all, good.length, bad.length);
    Files.write(file, all);
    return new Source(
        file.toString(),
        source.format(),
        source.options(),
        source.query(),
        source.key(),
        source.time(),
        source.maxGap(),
        source.maxLength(),
        source.split(),
        source.onBadRecord(),
        source.badRecords());
  }

  @Test
  void aboveTheCeilingTheRunStops() throws IOException {
    Path file = Tables.write(folder.resolve("t.csv"), "k,t,v", "a,1,1", "a,2,", "a,3,NaN", "b,1,1");
    Source source = Source.of(file).steps("t", "k");
    assertThat(Tables.sorted(source.onBad(OnBadRecord.SKIP, 0.5), V)).hasSize(2);
    for (OnBadRecord policy : List.of(OnBadRecord.SKIP, OnBadRecord.QUARANTINE)) {
      assertThatThrownBy(() -> Tables.stage(source.onBad(policy, 0.49), 2, V))
          .isInstanceOf(RondoException.class)
          .hasMessage(
              "The table at "
                  + file
                  + ": got bad records 2 of 4 (missing value: 1, not finite: 1), expected at most"
                  + " 0.49 of them; correct them, or raise data.bad-records");
    }
  }

  @Test
  void tenAreNamedInTheOrderOfTheFiles() throws IOException {
    for (int i = 1; i <= 3; i++) {
      String[] lines = new String[8];
      lines[0] = "k,t,v";
      for (int row = 1; row < 8; row++) {
        lines[row] = "k" + row + "," + i + (row == 4 ? ",1" : ",");
      }
      Tables.write(folder.resolve("t/" + i + ".csv"), lines);
    }
    Source source = Source.of(folder.resolve("t")).steps("t", "k");
    String at = folder + "/t/";
    assertThatThrownBy(() -> Tables.stage(source, 3, V))
        .hasMessageContaining("got 18 bad records of 21, expected none: " + at + "1.csv row 1, ")
        .hasMessageContaining(
            "; " + at + "2.csv row 5, column v: missing value; and so on; correct")
        .hasMessageNotContaining("2.csv row 6")
        .hasMessageNotContaining("3.csv");
  }

  @Test
  void nothingLeftIsRefused() throws IOException {
    Path file = Tables.write(folder.resolve("t.csv"), "k,t,v", "a,1,NaN", "b,1,NaN");
    assertThatThrownBy(
            () -> Tables.stage(Source.of(file).steps("t", "k").onBad(OnBadRecord.SKIP, 1), 1, V))
        .hasMessage(
            "The table at "
                + file
                + " has no sequence that is left, expected at least one: bad records 2 of 2 (not"
                + " finite: 2); correct them");
  }

  @Test
  void optionalValuesMayBeMissing() throws IOException {
    Path file = Tables.write(folder.resolve("t.csv"), "k,t,v", "a,1,", "a,2,2");
    assertThat(
            Tables.sorted(
                Source.of(file).steps("t", "k"),
                new ColumnRequest("v", null, false, true),
                new ColumnRequest("none", ValueType.TEXT, false, true)))
        .containsExactly("a [] TEST 1[null] 2[2.0]");
  }
}
