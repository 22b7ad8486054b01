package rondo.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static rondo.spark.read.Tables.column;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.read.Tables.Source;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec.OnBadRecord;
import rondo.table.SplitSpec;

/** Keys of rows that are sequences. */
class TestRowKeys {
  private static final ColumnRequest V = column("v");

  @TempDir Path folder;

  @Test
  void aKeyNamesARowAndDecidesItsPart() throws IOException {
    String[] lines = new String[40];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "{\"k\": " + i / 2 + ", \"v\": [" + i + "]}";
    }
    Source source =
        Source.of(Tables.write(folder.resolve("t.json"), lines))
            .key("k")
            .split(SplitSpec.fractions(0.3, 0.3));
    List<String> all = Tables.sorted(source, V);
    assertThat(all).hasSize(40); // two of each key stay two
    Map<String, String> parts = new HashMap<>();
    for (String one : all) {
      String[] words = one.split(" ");
      assertThat(parts.merge(words[0], words[2], (a, b) -> a)).isEqualTo(words[2]);
    }
    assertThat(parts).hasSize(20);
    assertThat(parts.values()).contains("TRAIN", "VALIDATION", "TEST");
    assertThat(all).anyMatch(one -> one.startsWith("7 [] " + parts.get("7") + " 0[15.0]"));
  }

  @Test
  void aRowWithoutItsKeyIsABadRecord() throws IOException {
    Path table = Tables.write(folder.resolve("t.json"), "{\"k\":1,\"v\":[1]}", "{\"v\":[2]}");
    Source source = Source.of(table).key("k").onBad(OnBadRecord.SKIP, 1);
    try (StagedTable staged = Tables.stage(source, 1, V)) {
      assertThat(Tables.sequences(staged)).containsExactly("1 [] TEST 0[1.0]");
      assertThat(staged.badByKind()).isEqualTo(Map.of("missing value", 1L));
    }
  }
}
