package rondo.spark.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TestProgress {
  private static final String CLEAR = "\r\033[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now;

  @Test
  void aTerminalIsDrawnAtMostFiveTimesASecond() {
    run(new Terminal(true, 100), 99, 0.01);
    assertThat(text().split(CLEAR.replace("[", "\\["), -1)).hasSizeBetween(4, 7);
    assertThat(text()).doesNotContain("\n").endsWith(CLEAR);
  }

  @Test
  void aTerminalKeepsALineForEachValidation() {
    run(new Terminal(true, 100), 200, 0.1);
    String[] lines = text().split("\n", -1);
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).contains("round 100/200", "valid ", "(best)");
    assertThat(lines[1]).contains("100%", "round 200/200");
    for (String drawn : text().split("[\r\n]+")) {
      assertThat(drawn.replace("\033[K", "").length()).isLessThan(100);
    }
  }

  @Test
  void elsewhereThereAreLinesAtIntervals() {
    run(Terminal.NONE, 200, 0.5);
    String[] lines = text().strip().split("\n");
    // 100 s: each 10 s, and one for each validation.
    assertThat(lines).hasSizeBetween(10, 13);
    assertThat(text()).doesNotContain("\r").doesNotContain("\033");
    assertThat(lines[lines.length - 1]).startsWith("epoch 2.00/2  100%  round 200/200  loss ");
  }

  @Test
  void theTimeLeftLeavesTheFirstRoundOut() {
    Progress progress = progress(Terminal.NONE);
    progress.started(Runs.plan(2));
    now += 60_000_000_000L;
    progress.round(Runs.round(1, 3, 1, 0));
    for (int round = 2; round <= 101; round++) {
      now += 100_000_000L;
      progress.round(Runs.round(round, 3, 1, 0));
    }
    // 99 rounds of 0.1 s, then 100 to go.
    assertThat(text()).contains("round 100/200").contains("ETA 10 s");
  }

  @Test
  void messagesAndNamesStandInTheirPlaces() {
    Progress progress = progress(Terminal.NONE);
    progress.prefix("lstm");
    progress.message("Text: 12 characters");
    progress.started(Runs.plan(1));
    progress.round(Runs.round(1, 3, 1, 0));
    progress.finished();
    assertThat(text()).startsWith("Text: 12 characters\nlstm  epoch 0.01/1  1%  round 1/100");
  }

  private void run(Terminal terminal, int rounds, double seconds) {
    Progress progress = progress(terminal);
    progress.started(Runs.plan(2));
    for (int round = 1; round <= rounds; round++) {
      now += (long) (seconds * 1e9);
      progress.round(Runs.round(round, 3, 1, 0));
    }
    progress.finished();
  }

  private Progress progress(Terminal terminal) {
    return new Progress(new PrintStream(bytes, true, UTF_8), terminal, () -> now);
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
