package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestUsage {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | No command was given; see 'rondo --help'
          trian | Unmatched argument at index 0: 'trian'; see 'rondo --help'
          train | Missing required options: '--config=FILE', '--output=RUN_DIR'; see 'rondo train --help'
          train --config x.conf | Missing required option: '--output=RUN_DIR'; see 'rondo train --help'
          train --resum | Missing required options: '--config=FILE', '--output=RUN_DIR'; see 'rondo train --help'
          inspect | Missing required parameter: 'PATH'; see 'rondo inspect --help'
          plan --config x.conf | Missing required options: '--executors=N,...', '--bandwidth=RATE'; see 'rondo plan --help'
          calibrate --rounds 1 | --rounds: got 1, expected 3 to 10000; see 'rondo calibrate --help'
          calibrate --bandwidth quick | --bandwidth: got 'quick', expected a number and k, m, g or t, in bits a second: 10g is 10 Gbit/s; see 'rondo calibrate --help'
          generate --model m --length x | Invalid value for option '--length': 'x' is not an int; see 'rondo generate --help'
          """)
  void oneSentenceAndExitCode64(String args, String message) {
    CommandRun run = CommandRun.of(args.isEmpty() ? new String[0] : args.split(" "));

    assertThat(run.err()).isEqualTo("rondo: " + message + System.lineSeparator());
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(64);
  }

  @Test
  void helpIsAResult() {
    CommandRun run = CommandRun.of("train", "--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("--set", "RUN_DIR").doesNotContain("null");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyCommandIsListed() {
    assertThat(CommandRun.of("--help").out())
        .contains(
            "quickstart", "init", "train", "evaluate", "generate", "inspect", "plan", "calibrate");
    assertThat(CommandRun.of("--version").out()).startsWith("rondo ");
  }
}
