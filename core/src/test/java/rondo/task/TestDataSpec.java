package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;

class TestDataSpec {
  private static DataSpec data() {
    return TableJobs.job(
            """
            task = regression
            data {
              inputs = [x], target = y, time = at, key = machine, max-gap = 3, max-length = 9
              format = csv, options { sep = ";" }, query = "SELECT * FROM input"
              on-bad-record = skip, bad-records = 0.3, window = 5, stride = 2
              split { by = column, column = part }
            }
            """)
        .data();
  }

  @Test
  void theTableMovesWithTheData() {
    DataSpec moved = data().at("/elsewhere");

    assertThat(moved.path()).isEqualTo("/elsewhere");
    assertThat(moved.table().source().path()).isEqualTo("/elsewhere");
    assertThat(moved.at("rows")).isEqualTo(data());
  }

  @Test
  void otherDataIsTheTestPartAlone() {
    DataSpec other = data().testAt("/elsewhere");
    SourceSpec source = other.table().source();

    assertThat(other.path()).isEqualTo("/elsewhere");
    assertThat(other.test()).isEqualTo(1);
    assertThat(source.path()).isEqualTo("/elsewhere");
    assertThat(source.split()).isEqualTo(SplitSpec.allTest());
    assertThat(source.key()).isEqualTo(List.of("machine"));
    assertThat(other.table().window()).isEqualTo(data().table().window());
  }

  @Test
  void dataWithoutATableHasNoneElsewhere() {
    assertThat(DataSpec.ofPath("a", 0.1, 0.2).at("b")).isEqualTo(DataSpec.ofPath("b", 0.1, 0.2));
    assertThat(DataSpec.ofPath("a", 0.1, 0.2).testAt("b")).isEqualTo(DataSpec.ofPath("b", 0, 1));
  }
}
