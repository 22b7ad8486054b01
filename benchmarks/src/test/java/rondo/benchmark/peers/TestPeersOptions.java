package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPeersOptions {
  private static PeersOptions parse(String... arguments) {
    return PeersOptions.parse(List.of(arguments), "java", 4);
  }

  @Test
  void defaults() {
    assertThat(parse())
        .isEqualTo(
            new PeersOptions(
                Workload.all(), PeersOptions.PEERS, List.of(1, 4), 5, 5, null, "java", "python3"));
  }

  @Test
  void everyOption() {
    PeersOptions options =
        parse(
            "--workload",
            "rnn-256,char-128",
            "--peers",
            "torch",
            "--threads",
            "2",
            "--rounds",
            "3",
            "--seconds",
            "0.5",
            "--json",
            "a.json",
            "--java",
            "other",
            "--python",
            "py");
    assertThat(options)
        .isEqualTo(
            new PeersOptions(
                List.of(Workload.named("rnn-256"), Workload.named("char-128")),
                List.of("torch"),
                List.of(2),
                3,
                0.5,
                Path.of("a.json"),
                "other",
                "py"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--peers|keras|--peers: got 'keras', expected some of rondo, torch, djl, dl4j",
        "--threads|0|--threads: got '0', expected a whole number, 1 to 1024",
        "--threads|1,x|--threads: got 'x', expected a whole number, 1 to 1024",
        "--rounds|1.5|--rounds: got '1.5', expected a whole number, 1 to 1000",
        "--seconds|0|--seconds: got '0', expected seconds, 0.1 to 3600",
        "--second|1|got '--second', expected one of the options",
        "A,B|1|got 'A,B', expected one of the options",
      })
  void refusesWithASentence(String option, String value, String message) {
    assertThatThrownBy(() -> parse(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAnOptionWithoutItsValue() {
    assertThatThrownBy(() -> parse("--json")).hasMessage("--json: got nothing, expected a value");
  }
}
