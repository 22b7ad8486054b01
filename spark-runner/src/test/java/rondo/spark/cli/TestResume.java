package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;

/** A run that stopped goes on from its checkpoint, with the bits of one that never stopped. */
class TestResume {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path text;
  private Path job;

  @BeforeEach
  void start() throws IOException {
    Contexts.on("local[1]");
    text = TinyText.text(folder);
    job =
        TinyText.job(
            folder,
            "checkpoint.rounds = 1",
            "training { epochs = 4, optimizer.kind = adamw }",
            "rounds { shards = 2, strategy = block-momentum }",
            "model { dropout = 0.1 }");
  }

  private List<String> args(String run, String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--config", job.toString(), "--set", "data.path=" + text));
    args.addAll(List.of("--output", folder.resolve(run).toString(), "--json"));
    args.addAll(List.of(more));
    return args;
  }

  private CommandRun run(String run, String... more) {
    return CommandRun.of(args(run, more).toArray(String[]::new));
  }

  private JsonNode trained(String run, String... more) throws IOException {
    CommandRun command = run(run, more);
    assertThat(command.code()).as(command.err()).isZero();
    return JSON.readTree(command.out());
  }

  private List<String> commits(String run) throws IOException {
    Path commits = folder.resolve(run).resolve("checkpoints").resolve("commits");
    if (!Files.exists(commits)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(commits)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  /** Round of the newest commit; 0 if there is none. */
  private long newest(String run) throws IOException {
    return commits(run).stream()
        .mapToLong(name -> Long.parseLong(name.substring(7, 17)))
        .max()
        .orElse(0);
  }

  private long metricLines(String run) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("metrics.jsonl")).size();
  }

  @Test
  void aLongerJobGoesOnWhereTheShorterOneEnded() throws IOException {
    JsonNode whole = trained("whole");
    trained("parts", "--set", "training.epochs=2");
    Path metrics = folder.resolve("parts/metrics.jsonl");
    List<String> lines = Files.readAllLines(metrics);
    String twice = lines.get(lines.size() - 1) + "\n"; // by a driver that had lost the run
    Files.writeString(metrics, twice + "{\"round\":", StandardOpenOption.APPEND);
    CommandRun resumed = run("parts", "--resume");
    assertThat(resumed.err()).contains("goes on after round ");
    JsonNode parts = JSON.readTree(resumed.out());
    assertThat(parts.get("model_sha256")).isEqualTo(whole.get("model_sha256"));
    assertThat(parts.get("rounds")).isEqualTo(whole.get("rounds"));
    assertThat(metricLines("parts")).isEqualTo(metricLines("whole"));
  }

  @Test
  void aRunThatIsDoneStaysAsItIs() throws IOException {
    JsonNode first = trained("run");
    JsonNode again = trained("run", "--resume");
    assertThat(again.get("model_sha256")).isEqualTo(first.get("model_sha256"));
    assertThat(again.get("test_loss")).isEqualTo(first.get("test_loss"));
    assertThat(again.get("rounds")).isEqualTo(first.get("rounds"));
    assertThat(metricLines("run")).isEqualTo(first.get("rounds").asLong());
    assertThat(commits("run")).hasSize(3);
  }

  @Test
  void withoutARunThereIsOne() throws IOException {
    CommandRun run = run("new", "--resume");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("there is no checkpoint yet: trains from the beginning");
  }

  /** What auto came to is written down, and a run with it has the same bits. */
  @Test
  void measuredLocalStepsCanBeRepeated() throws IOException {
    CommandRun run = run("auto", "--set", "rounds.local-steps=auto");
    JsonNode auto = JSON.readTree(run.out());
    JsonNode record = JSON.readTree(folder.resolve("auto/run.json").toFile());
    int found = record.get("environment").get("local_steps").asInt();
    assertThat(found).isBetween(4, 64);
    assertThat(run.err()).contains("local steps of a round: " + found + ", as measured");
    JsonNode fixed = trained("fixed", "--set", "rounds.local-steps=" + found);
    assertThat(fixed.get("model_sha256")).isEqualTo(auto.get("model_sha256"));
    assertThat(trained("auto", "--set", "rounds.local-steps=auto", "--resume").get("model_sha256"))
        .isEqualTo(auto.get("model_sha256"));
  }

  /** The older one stops with its own exit code and spoils nothing. */
  @Test
  void aSecondDriverTakesTheRunOver() throws IOException, InterruptedException {
    // A warm-up would be as long as the job of who begins says.
    String[] job = {"--set", "rounds.warmup=0", "--set", "training.epochs=20"};
    JsonNode clean = trained("clean", job);
    // Long enough to be met.
    List<String> slow = args("run", "--resume", "--set", "rounds.warmup=0");
    slow.addAll(List.of("--set", "training.epochs=2000"));
    try (TrainProcess older = TrainProcess.start(folder, slow)) {
      while (older.isAlive() && newest("run") < 3) {
        Thread.sleep(20);
      }
      JsonNode taken = trained("run", "--resume", job[0], job[1], job[2], job[3]);
      assertThat(older.exitCode()).as(older.output()).isEqualTo(79);
      assertThat(older.output()).contains("Another run has taken over");
      assertThat(taken.get("model_sha256")).isEqualTo(clean.get("model_sha256"));
      assertThat(trained("run", "--resume", job[0], job[1], job[2], job[3]).get("model_sha256"))
          .isEqualTo(clean.get("model_sha256"));
    }
    List<Long> rounds = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("run/metrics.jsonl"))) {
      rounds.add(JSON.readTree(line).get("round").asLong());
    }
    assertThat(rounds).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void anotherJobIsRefused() throws IOException {
    trained("run");
    CommandRun other = run("run", "--resume", "--set", "model.hidden=[17]");
    assertThat(other.code()).isEqualTo(78);
    assertThat(other.err())
        .contains("was trained with another job", "model.hidden", "[16]", "[17]");
    CommandRun both = run("run", "--resume", "--overwrite");
    assertThat(both.code()).isEqualTo(64);
    assertThat(both.err()).contains("--resume and --overwrite: got both");
    CommandRun neither = run("run");
    assertThat(neither.code()).isEqualTo(73);
  }

  @Test
  void otherDataIsRefused() throws IOException {
    trained("run", "--set", "training.epochs=1");
    Files.writeString(text, "the cat sat on the hat\n".repeat(300));
    CommandRun run = run("run", "--resume");
    assertThat(run.code()).isEqualTo(65);
    assertThat(run.err()).contains("The data is not what");
  }

  @Test
  void damagedCheckpointsAreNeverPassedOverInSilence() throws IOException {
    JsonNode clean = trained("run");
    List<Path> folders;
    try (Stream<Path> data = Files.list(folder.resolve("run/checkpoints/data"))) {
      folders = data.sorted().toList();
    }
    Path newest = folders.get(folders.size() - 1).resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);
    CommandRun older = run("run", "--resume");
    assertThat(older.code()).as(older.err()).isZero();
    assertThat(older.err())
        .contains("is passed over", "goes on after round " + (clean.get("rounds").asInt() - 1));
    assertThat(JSON.readTree(older.out()).get("model_sha256")).isEqualTo(clean.get("model_sha256"));
    try (Stream<Path> files = Files.walk(folder.resolve("run/checkpoints/data"))) {
      for (Path file : files.filter(f -> f.endsWith("model.safetensors")).toList()) {
        Files.write(file, new byte[10]);
      }
    }
    CommandRun none = run("run", "--resume");
    assertThat(none.code()).isEqualTo(77);
  }
}
