package rondo.spark.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;

class TestMetricsFiles {
  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<RoundMetrics> rounds = List.of(Runs.round(1, 3, 1, 0), Runs.round(100, 3, 1, 0));
    StringBuilder file = new StringBuilder();
    MetricsWriter writer = new MetricsWriter(line -> file.append(line).append('\n'));
    rounds.forEach(writer::round);
    assertThat(read(file.toString())).isEqualTo(rounds);
  }

  @Test
  void anEmptyFileHasNoRounds() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n")).isEmpty();
  }

  @Test
  void aLastLineThatWasCutOffAnywhereIsSkipped() throws IOException {
    String line = MetricsJson.write(Runs.round(1, 3, 1, 0));
    for (int length = 1; length < line.length(); length++) {
      assertThat(read(line + "\n" + line.substring(0, length))).hasSize(1);
    }
    assertThat(read(line + "\n" + line)).hasSize(2);
  }

  @Test
  void aDamagedLineIsNamed() {
    String line = MetricsJson.write(Runs.round(1, 3, 1, 0));
    assertThatThrownBy(() -> read(line + "\n{\"rou\n" + line + "\n"))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CORRUPT))
        .hasMessageStartingWith("Line 2 of runs/x/metrics.jsonl is damaged (")
        .hasMessageEndingWith(
            "), expected the JSON object of one round;" + " restore the file or delete the line");
  }

  @Test
  void aLineTooLongToBeOneIsRefusedBeforeItIsKept() {
    assertThatThrownBy(() -> read("x".repeat(MetricsReader.MAX_LINE + 1)))
        .hasMessageContaining("Line 1 of")
        .hasMessageContaining("it has more than 65536 bytes");
  }

  @Test
  void aDiskThatIsFullIsToldInOneSentence() {
    MetricsWriter writer =
        new MetricsWriter(
            line -> {
              throw new IOException("No space left on device");
            });
    assertThatThrownBy(() -> writer.round(Runs.round(12, 3, 1, 0)))
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.IO))
        .hasMessage(
            "Round 12 could not be written to metrics.jsonl (No space left on device); the"
                + " checkpoints so far are intact: make room or make the run directory writable,"
                + " and go on with --resume");
  }

  private static List<RoundMetrics> read(String file) throws IOException {
    List<RoundMetrics> rounds = new ArrayList<>();
    RoundListener keep =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            rounds.add(metrics);
          }
        };
    ByteArrayInputStream in = new ByteArrayInputStream(file.getBytes(UTF_8));
    MetricsReader.replay(in, "runs/x/metrics.jsonl", keep);
    return rounds;
  }
}
