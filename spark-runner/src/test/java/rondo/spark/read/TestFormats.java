package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static rondo.spark.read.Tables.column;
import static rondo.spark.read.Tables.session;
import static rondo.spark.read.Tables.sorted;
import static rondo.spark.read.Tables.whole;
import static rondo.spark.read.Tables.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.ValueType;

/** Every format gives the same sequences. */
class TestFormats {
  private static final String[] CSV = {
    "kürzel,zeit,wert", "b,2,0.5", "a,2,1.5", "a,1,2.5", "ä,1,3"
  };
  private static final List<String> EXPECTED =
      List.of("a [] TEST 1[2.5] 2[1.5]", "b [] TEST 2[0.5]", "ä [] TEST 1[3.0]");
  private static final ColumnRequest VALUE = column("wert");

  @TempDir Path folder;

  @Test
  void csvWithCompressionAndWithout() throws IOException {
    Path plain = write(folder.resolve("t.csv"), CSV);
    assertThat(steps(Source.of(plain))).isEqualTo(EXPECTED);
    Path packed = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(plain));
    }
    assertThat(steps(Source.of(packed))).isEqualTo(EXPECTED);
  }

  @Test
  void tsvAndOtherSeparators() throws IOException {
    Path tabs = folder.resolve("t.tsv");
    Files.writeString(tabs, String.join("\n", CSV).replace(',', '\t'));
    assertThat(steps(Source.of(tabs))).isEqualTo(EXPECTED);
    Path bars = folder.resolve("t.csv");
    Files.writeString(bars, String.join("\n", CSV).replace(',', '│'));
    assertThat(steps(Source.of(bars).options(Map.of("sep", "│")))).isEqualTo(EXPECTED);
  }

  @Test
  void csvInAnotherEncodingAndWithASchema() throws IOException {
    Path latin = folder.resolve("t.csv");
    Files.write(latin, String.join("\n", CSV).getBytes(StandardCharsets.ISO_8859_1));
    Map<String, String> options =
        Map.of("encoding", "ISO-8859-1", "schema", "`kürzel` STRING, zeit INT, wert DOUBLE");
    assertThat(steps(Source.of(latin).options(options))).isEqualTo(EXPECTED);
  }

  @Test
  void json() throws IOException {
    Path lines =
        write(
            folder.resolve("t.jsonl"),
            "{\"kürzel\":\"b\",\"zeit\":2,\"wert\":0.5}",
            "{\"kürzel\":\"a\",\"zeit\":2,\"wert\":1.5}",
            "{\"kürzel\":\"a\",\"zeit\":1,\"wert\":2.5}",
            "{\"kürzel\":\"ä\",\"zeit\":1,\"wert\":3}");
    assertThat(steps(Source.of(lines))).isEqualTo(EXPECTED);
  }

  @Test
  void parquetAndOrc() throws IOException {
    Dataset<Row> table =
        session()
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv(write(folder.resolve("t.csv"), CSV).toString());
    table.write().parquet(folder.resolve("p").toString());
    table.write().orc(folder.resolve("o").toString());
    assertThat(steps(Source.of(folder.resolve("p")))).isEqualTo(EXPECTED);
    assertThat(steps(Source.of(folder.resolve("o")))).isEqualTo(EXPECTED);
    assertThat(steps(Source.of(folder + "/o/*.orc").as("orc"))).isEqualTo(EXPECTED);
  }

  @Test
  void partitionedFoldersHaveTheirColumn() throws IOException {
    write(folder.resolve("t/kürzel=ä/1.csv"), "zeit,wert", "1,3");
    write(folder.resolve("t/kürzel=b/1.csv"), "zeit,wert", "2,0.5");
    assertThat(steps(Source.of(folder.resolve("t")))).isEqualTo(EXPECTED.subList(1, 3));
  }

  @Test
  void text() throws IOException {
    Path lines = write(folder.resolve("t.txt"), "über", "zwei Wörter");
    assertThat(sorted(Source.of(lines), whole("value", ValueType.TEXT)))
        .containsExactly(" [zwei Wörter] TEST", " [über] TEST");
    Source all = Source.of(lines).options(Map.of("wholetext", "true"));
    assertThat(sorted(all, whole("value", ValueType.TEXT)))
        .containsExactly(" [über\nzwei Wörter\n] TEST");
    Source byWord = Source.of(lines).as("text").options(Map.of("lineSep", " "));
    assertThat(sorted(byWord, whole("value", ValueType.TEXT)))
        .containsExactly(" [Wörter\n] TEST", " [über\nzwei] TEST");
  }

  @Test
  void binary() throws IOException {
    write(folder.resolve("t/a.bin"), "ab");
    write(folder.resolve("t/b.bin"), "cd");
    Source files = Source.of(folder.resolve("t")).as("binary");
    assertThat(sorted(files, whole("content", ValueType.TEXT), whole("length", null)))
        .containsExactly(" [ab\n, 3.0] TEST", " [cd\n, 3.0] TEST");
  }

  @Test
  void pathsWithCharactersOfPatternsAndOfUris() throws IOException {
    Path odd = write(folder.resolve("a b [1] %20ü/t.csv"), CSV);
    assertThat(steps(Source.of(odd))).isEqualTo(EXPECTED);
  }

  private static List<String> steps(Source source) throws IOException {
    return sorted(source.steps("zeit", "kürzel"), VALUE);
  }
}
