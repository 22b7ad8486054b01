package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.sorted;
import static rondo.spark.read.Tables.whole;
import static rondo.spark.read.Tables.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.SplitSpec;
import rondo.table.SplitSpec.By;
import rondo.table.ValueType;

/** Which sequence goes where, whatever files and partitions it comes from. */
class TestSplits {
  private static final ColumnRequest V = column("v");
  private static final String PARTITION = "spark.sql.files.maxPartitionBytes";

  @TempDir Path folder;

  @Test
  void fractionsAreThoseOfTheKeys() throws IOException {
    tables(2000, 1);
    List<String> all =
        sorted(
            Source.of(folder.resolve("t1"))
                .steps("t", "k")
                .split(SplitSpec.fractions(0.2, 0.1))
                .onBad(OnBadRecord.SKIP, 1),
            V);
    assertThat(all).hasSize(400);
    assertThat(all).filteredOn(one -> one.contains("VALIDATION")).hasSizeBetween(55, 105);
    assertThat(all).filteredOn(one -> one.contains("TEST")).hasSizeBetween(22, 60);
    // The same key is in the same part when others are gone, and a larger fraction holds a smaller.
    List<String> fewer =
        sorted(
            Source.of(folder.resolve("t1"))
                .query("SELECT * FROM input WHERE k < 'k2'")
                .steps("t", "k")
                .split(SplitSpec.fractions(0.2, 0.1))
                .onBad(OnBadRecord.SKIP, 1),
            V);
    assertThat(fewer).isNotEmpty();
    assertThat(all).containsAll(fewer);
  }

  @Test
  void sameBytesWhateverFilesOrderAndPartitions() throws IOException {
    tables(3000, 7);
    SplitSpec split = SplitSpec.fractions(0.1, 0.1);
    List<List<byte[]>> ofSteps = new ArrayList<>();
    List<List<String>> ofRows = new ArrayList<>();
    String lists = "SELECT sort_array(collect_list(v)) AS vs, max(w) AS w FROM input GROUP BY k";
    for (String table : List.of("t1", "t7", "shuffled")) {
      for (String bytes : table.equals("t7") ? List.of("128m", "2k") : List.of("128m")) {
        Contexts.on("local[2]").sc().conf().set(PARTITION, bytes); // of every session from now on
        Source source = Source.of(folder.resolve(table)).split(split).onBad(OnBadRecord.SKIP, 1);
        try (StagedTable staged =
            Tables.stage(source.steps("t", "k"), 3, V, whole("w", ValueType.TEXT))) {
          assertThat(staged.table().shards()).allMatch(shard -> shard.sequences() > 100);
          ofSteps.add(Tables.bytes(staged));
        }
        ofRows.add(Tables.sequences(source.query(lists), 3, column("vs"), column("w")));
      }
    }
    Contexts.on("local[2]").sc().conf().remove(PARTITION);
    for (List<byte[]> other : ofSteps) {
      for (int shard = 0; shard < 3; shard++) {
        assertThat(other.get(shard)).isEqualTo(ofSteps.get(0).get(shard));
      }
    }
    assertThat(ofRows).allSatisfy(other -> assertThat(other).isEqualTo(ofRows.get(0)));
  }

  /** Rows of keys, some of them twice with other values; as one file, in several, and shuffled. */
  private void tables(int rows, int files) {
    Dataset<Row> table =
        Tables.session()
            .range(0, rows, 1, 1)
            .selectExpr(
                "concat('k', id % (" + rows + " / 5)) AS k",
                "timestamp_micros(id * 1000003) AS t",
                "cast(id AS double) / 7 AS v",
                "concat('w', id % (" + rows + " / 5)) AS w");
    Dataset<Row> twice =
        table.unionAll(table.filter("v < 20").withColumn("v", functions.expr("v + 0.5")));
    twice.coalesce(1).write().parquet(folder + "/t1");
    if (files > 1) {
      twice.repartition(files).write().parquet(folder + "/t" + files);
      twice.orderBy(functions.expr("hash(v)")).write().parquet(folder + "/shuffled");
    }
  }

  @Test
  void byColumn() throws IOException {
    Path file =
        write(
            folder.resolve("t.csv"),
            "k,t,v,part",
            "a,1,1,train",
            "a,2,2,test",
            "b,1,3,validation",
            "a,3,4,train");
    SplitSpec split = new SplitSpec(By.COLUMN, "part", 0, 0, null, null, List.of(), List.of());
    assertThat(sorted(Source.of(file).steps("t", "k").split(split), V))
        .containsExactly("a [] TEST 2[2.0]", "a [] TRAIN 1[1.0] 3[4.0]", "b [] VALIDATION 1[3.0]");
  }

  @Test
  void byTimeOfEachStep() throws IOException {
    Path file =
        write(
            folder.resolve("t.csv"),
            "k,t,v",
            "a,2026-01-01 00:00:00,1",
            "a,2026-01-03 00:00:00,3",
            "a,2026-01-02 00:00:00,2",
            "b,2026-01-02 12:00:00,4");
    Source source = Source.of(file).steps("t", "k");
    assertThat(sorted(source.split(byTime("2026-01-02", "2026-01-02 12:00:00")), V))
        .containsExactly(
            "a [] TRAIN 1767225600000000[1.0] VALIDATION 1767312000000000[2.0] TEST"
                + " 1767398400000000[3.0]",
            "b [] TEST 1767355200000000[4.0]");
    assertThatThrownBy(() -> sorted(source.split(byTime("noon", null)), V))
        .hasMessage(
            "data.split.validation-from: got noon, expected a timestamp such as 2026-01-31"
                + " 12:00:00, as the column of data.time has them");
    assertThatThrownBy(() -> sorted(Source.of(file).split(byTime("2026", null)), V))
        .hasMessage(
            "data.split.by: got time, expected fraction, file or column where data.time is not set;"
                + " set data.time");
    Path numbers = write(folder.resolve("n.csv"), "t,v", "-1.5,1", "-0.5,2", "0.5,3");
    assertThat(sorted(Source.of(numbers).steps("t").split(byTime("-0.5", "0.25")), V))
        .hasSize(1)
        .allSatisfy(
            one -> assertThat(one).matches(" \\[] TRAIN .*\\[1.0] VALIDATION .*\\[2.0] TEST .*"));
  }

  @Test
  void whatIsLaterThanTheTestPartIsNotRead() throws IOException {
    Path file = write(folder.resolve("until.csv"), "t,v", "1,1", "2,2", "3,3", ",4", "5,5");
    SplitSpec split = new SplitSpec(By.TIME, null, 0, 0, null, "2", "3", List.of(), List.of());
    Source source = Source.of(file).steps("t").split(split).onBad(OnBadRecord.SKIP, 1);
    try (StagedTable staged = Tables.stage(source, 1, V)) {
      assertThat(Tables.sequences(staged)).containsExactly(" [] TRAIN 1[1.0] TEST 2[2.0]");
      assertThat(staged.badByKind()).isEqualTo(Map.of("missing value", 1L));
      assertThat(staged.records()).isEqualTo(3);
    }
    SplitSpec noTime = new SplitSpec(By.TIME, null, 0, 0, null, "2", "x", List.of(), List.of());
    assertThatThrownBy(() -> sorted(source.split(noTime), V))
        .hasMessage(
            "data.split.until: got x, expected a whole number, as the column of data.time has"
                + " them");
  }

  private static SplitSpec byTime(String validation, String test) {
    return new SplitSpec(By.TIME, null, 0, 0, validation, test, List.of(), List.of());
  }

  @Test
  void byFile() throws IOException {
    write(folder.resolve("t/one.train"), "x", "y");
    write(folder.resolve("t/one.dev"), "z");
    write(folder.resolve("t/two ü.test"), "u");
    Source source = Source.of(folder.resolve("t")).as("text");
    ColumnRequest text = whole("value", ValueType.TEXT);
    assertThat(sorted(source.split(byFile(List.of("*.dev"), List.of("t/*.test"))), text))
        .containsExactly(" [u] TEST", " [x] TRAIN", " [y] TRAIN", " [z] VALIDATION");
    assertThatThrownBy(() -> sorted(source.split(byFile(List.of("*.val"), List.of())), text))
        .hasMessageStartingWith(
            "data.split: no file ends as *.val says, expected at least one of ");
    assertThatThrownBy(() -> sorted(source.split(byFile(List.of("*.dev"), List.of("one.*"))), text))
        .hasMessageContaining(" is one of validation-files and one of test-files ");
  }

  private static SplitSpec byFile(List<String> validation, List<String> test) {
    return new SplitSpec(By.FILE, null, 0, 0, null, null, validation, test);
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    Path file = write(folder.resolve("t.csv"), "k,t,v", "a,1,1");
    Path staged;
    try (StagedTable table = Tables.stage(Source.of(file).steps("t", "k"), 2, V)) {
      staged = Path.of(table.table().shards().get(0).path()).getParent();
      assertThat(staged).isDirectory();
    }
    assertThat(staged).doesNotExist();
    Path folderOfFailure = folder.resolve("staged");
    Files.writeString(file, "k,t,v\na,1,\n");
    TableStager stager =
        new TableStager(
            Contexts.on("local[2]"), new org.apache.hadoop.conf.Configuration(), line -> {});
    assertThatThrownBy(
            () ->
                stager.stage(
                    Source.of(file).steps("t", "k").spec(),
                    List.of(V),
                    1,
                    folderOfFailure.toString()))
        .hasMessageContaining("missing value");
    assertThat(folderOfFailure).doesNotExist();
  }
}
