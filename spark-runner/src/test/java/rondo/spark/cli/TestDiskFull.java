package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;

/**
 * A driver whose files cannot grow any more. The limit is one that the operating system sets for
 * the process, so that the test needs no disk of its own.
 */
@Timeout(600)
class TestDiskFull {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private List<String> args;

  @BeforeEach
  void start() throws IOException {
    Contexts.on("local[1]");
    Path job =
        TinyText.job(
            folder,
            "model.hidden = [64]", // 80 KB of parameters
            "checkpoint.rounds = 1",
            "rounds { shards = 2, strategy = block-momentum, warmup = 0 }");
    args = new ArrayList<>(List.of("train", "--config", job.toString(), "--json", "--resume"));
    args.addAll(List.of("--set", "data.path=" + TinyText.text(folder)));
  }

  private CommandRun run(String run, int epochs) {
    return CommandRun.of(arguments(run, epochs).toArray(String[]::new));
  }

  private List<String> arguments(String run, int epochs) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--output", folder.resolve(run).toString()));
    all.addAll(List.of("--set", "training.epochs=" + epochs));
    return all;
  }

  private JsonNode trained(String run, int epochs) throws IOException {
    CommandRun command = run(run, epochs);
    assertThat(command.code()).as(command.err()).isZero();
    return JSON.readTree(command.out());
  }

  /** Runs the command with a limit to the length of files. */
  private String limited(int kibibytes, String run, int epochs) throws Exception {
    List<String> through = List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$0\" \"$@\"");
    try (TrainProcess process =
        TrainProcess.start(folder, through, Map.of(), arguments(run, epochs))) {
      assertThat(process.exitCode()).as(process.output()).isEqualTo(74);
      return process.output();
    }
  }

  /** Every file of the checkpoints and the model, by path, but for a half one beside the model. */
  private Map<String, Integer> kept(String run) throws IOException {
    Map<String, Integer> kept = new TreeMap<>();
    for (String part : List.of("checkpoints/data", "checkpoints/commits", "model")) {
      try (Stream<Path> files = Files.walk(folder.resolve(run).resolve(part))) {
        for (Path file : files.filter(this::counts).toList()) {
          kept.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
      }
    }
    return kept;
  }

  private boolean counts(Path file) {
    return Files.isRegularFile(file) && !file.toString().contains("/model/.next/");
  }

  @Test
  void theLastCheckpointIsIntactAndTheMessageSaysSo() throws Exception {
    JsonNode clean = trained("clean", 4);
    JsonNode half = trained("run", 2);
    Map<String, Integer> before = kept("run");

    String output = limited(64, "run", 4);

    assertThat(output)
        .contains("goes on after round " + half.get("rounds"))
        .containsPattern(
            "the checkpoint after round \\d+ failed: .*could not be written .*File too large.*"
                + "the last one is intact")
        .containsPattern(
            "rondo: The model of round \\d+ could not be written .*File too large.*; the"
                + " checkpoints so far are intact: make room or make .* writable, and go on with --resume");
    assertThat(kept("run")).isEqualTo(before);
    assertThat(trained("run", 4).get("model_sha256")).isEqualTo(clean.get("model_sha256"));
  }

  /** Their file grows with every round. */
  @Test
  void metricsThatFindNoRoom() throws Exception {
    args.addAll(List.of("--set", "model.hidden=[16]"));
    JsonNode clean = trained("clean", 14);

    String output = limited(24, "run", 14);

    assertThat(output)
        .containsPattern(
            "rondo: Round \\d+ could not be written to metrics.jsonl \\(File too large\\); the"
                + " checkpoints so far are intact: make room or make the run directory writable, and go on"
                + " with --resume");
    assertThat(trained("run", 14).get("model_sha256")).isEqualTo(clean.get("model_sha256"));
  }

  /** The last file of a run. */
  @Test
  void aReportThatFindsNoRoom() throws Exception {
    args.addAll(List.of("--set", "model.hidden=[16]"));
    String output = limited(16, "run", 2);
    assertThat(output)
        .containsPattern(
            "rondo: The report could not be written \\(File too large\\); the model and the"
                + " checkpoints are intact: make room or make .* writable, and go on with --resume");
    assertThat(trained("run", 2).get("model_sha256"))
        .isEqualTo(trained("clean", 2).get("model_sha256"));
  }
}
