package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestProcessResult {
  private static ProcessResult result(double rate, Double loss) {
    return new ProcessResult("rondo", "1", "char-128", 2, rate, 3, loss, 10, List.of(rate));
  }

  @Test
  void readsTheLastLine() {
    ProcessResult result = result(1000, 4.5);
    assertThat(ProcessResult.parse("a library says hello\n" + result.toJson() + "\n"))
        .isEqualTo(result);
    assertThat(ProcessResult.parse(result(1000, null).toJson()).loss()).isNull();
  }

  @Test
  void whatIsNoResultIsQuoted() {
    assertThatThrownBy(() -> ProcessResult.parse("done\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("printed 'done', expected a result as JSON");
    assertThatThrownBy(() -> ProcessResult.parse("{\"peer\":\"rondo\"}"))
        .hasMessageStartingWith("printed '{");
  }

  @Test
  void aRunThatDivergedIsNoResult() {
    String json = result(1000, 4.5).toJson().replace("4.5", "\"NaN\"");
    assertThatThrownBy(() -> ProcessResult.parse(json))
        .hasMessage("the loss became NaN, expected a number");
    assertThatThrownBy(() -> ProcessResult.parse(result(0, 4.5).toJson()))
        .hasMessage("measured 0.0 time steps/s, expected a number above 0");
  }
}
