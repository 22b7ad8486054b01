package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.ValueType;

/** Rows come out in one order, whatever part of them is sorted where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestSorting {
  private static final SortLimits TINY = new SortLimits(1 << 12, 1000);
  private static final ColumnRequest[] COLUMNS = {
    column("v"), column("s"), column("xs", ValueType.NUMBERS), whole("label", ValueType.TEXT)
  };

  @TempDir static Path folder;
  private Path inOrder;
  private Path mixed;

  /**
   * 40 machines of 50 time steps, some with two rows of one time, without a time, a key, a value.
   */
  @BeforeAll
  void write() {
    Dataset<Row> rows =
        Tables.session()
            .range(0, 2100)
            .selectExpr(
                "if(id % 501 = 500, null, id % 40) AS machine",
                "if(id % 499 = 498, null, (id DIV 40 - 20) * 0.5D) AS time",
                "timestamp_micros((id DIV 40 - 20) * 1500000) AS stamp",
                "if(id % 503 = 502, 'NaN'::double, id * 0.1D) AS v",
                "concat('s', id % 7) AS s",
                "array(id * 0.1D, -1D) AS xs",
                "concat('l', id % 40 % 3) AS label");
    Dataset<Row> again =
        rows.where("round(v * 10) % 97 < 2"); // the same rows again, and others at their time
    Dataset<Row> twice = again.withColumn("v", functions.expr("v - 7"));
    Dataset<Row> all = rows.union(again).union(twice);
    inOrder = folder.resolve("in-order.parquet");
    mixed = folder.resolve("mixed.parquet");
    all.orderBy("machine", "time", "v").coalesce(1).write().parquet(inOrder.toString());
    all.orderBy(functions.xxhash64(functions.col("v"), functions.col("stamp")))
        .repartition(5)
        .write()
        .parquet(mixed.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"time", "stamp"})
  void neitherOrderNorBucketsNorMemoryMatter(String time) throws IOException {
    requireSame(time, "machine");
  }

  @Test
  void oneSequenceThatIsLargerThanItsMemory() throws IOException {
    requireSame("time");
  }

  @Test
  void rowsThatAreSequences() throws IOException {
    requireSame(null);
    requireSame(null, "machine");
  }

  private void requireSame(String time, String... keys) throws IOException {
    boolean oneSequence = keys.length == 0 && time != null;
    ColumnRequest[] columns = oneSequence ? new ColumnRequest[] {COLUMNS[0]} : COLUMNS;
    List<?> expected = null;
    String rejected = null;
    for (Path file : List.of(inOrder, mixed)) {
      Source source =
          Source.of(file).steps(time, keys).as("parquet").onBad(OnBadRecord.QUARANTINE, 1);
      for (SortLimits limits : List.of(SortLimits.USUAL, TINY)) {
        try (StagedTable staged = Tables.stage(source, limits, 2, columns)) {
          List<?> bytes = // a row that is a sequence has its file and number in them
              time == null ? Tables.sequences(staged) : Tables.bytes(staged);
          String bad = withoutPlace(Tables.rejected(staged));
          if (expected == null) {
            expected = bytes;
            rejected = bad;
            assertThat(staged.records()).isGreaterThan(2100);
          }
          assertThat(bytes).usingRecursiveComparison().isEqualTo(expected);
          assertThat(bad).isEqualTo(rejected);
        }
      }
    }
  }

  /** Sorted lines without file and row, which differ. */
  private static String withoutPlace(String lines) {
    List<String> all = new ArrayList<>();
    lines.lines().forEach(line -> all.add(line.replaceAll("\"(file|row)\":[^,]*,", "")));
    all.sort(null);
    return String.join("\n", all);
  }

  @Test
  void bucketsAreRangesOfTheHash() {
    assertThat(Buckets.of(3, 100, 50)).isEqualTo(new Buckets(3, 0));
    assertThat(Buckets.of(3, 151, 50)).isEqualTo(new Buckets(3, 1));
    assertThat(Buckets.of(3, 1201, 50)).isEqualTo(new Buckets(3, 4));
    assertThat(Buckets.of(3, Double.MAX_VALUE, 50).partitions()).isEqualTo(3 << 10);
    assertThat(Buckets.of(1000, Double.MAX_VALUE, 50).partitions()).isEqualTo(16000);
    Buckets buckets = new Buckets(2, 3);
    List<Long> hashes = List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    List<Integer> parts = new ArrayList<>();
    for (long hash : hashes) {
      Row row =
          Tables.session()
              .range(1)
              .select(buckets.partition(functions.lit(1L), functions.lit(hash)))
              .head();
      parts.add(row.getInt(0));
    }
    assertThat(parts).containsExactly(8, 11, 12, 15);
  }
}
