package rondo.spark.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestQuery {
  @Test
  void addedColumnsHaveNamesOfTheirOwnWhateverTheirCase() {
    ColumnProfile column =
        new ColumnProfile(
            "Steps", ColumnProfile.Kind.NUMBER, "double", 1, 1, 0, 0, 0, 0, true, false, false, 0);
    TableProfile table =
        new TableProfile(null, "csv", null, 1, 0, List.of("a.csv"), List.of(column));
    Query query = new Query(table);
    assertThat(query.add("steps", "1")).isEqualTo("new_steps");
    assertThat(query.add("STEPS", "2")).isEqualTo("new_new_STEPS");
    assertThat(query.add("part", "3")).isEqualTo("part");
  }
}
