package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.RunDirectory;
import rondo.checkpoint.RunFiles;
import rondo.spark.Contexts;
import rondo.spark.Signals;
import rondo.spark.io.Hdfs;
import rondo.spark.io.RunDirectories;

/** A driver that is told to end saves its last round first, and goes on with the same bits. */
@Timeout(600)
class TestTermination {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SAVED =
      Pattern.compile("told to end: round (\\d+) is saved, go on with --resume");

  @TempDir private Path folder;

  /** On HDFS its client must not be closed before the round is saved. */
  @Test
  void onTheLocalDiskAndOnHdfs() throws Exception {
    Contexts.on("local[1]");
    // So many rounds that it is met, and no checkpoint of its own accord.
    Path job =
        TinyText.job(
            folder,
            "checkpoint.minutes = 600",
            "training { epochs = 20, optimizer.kind = adamw }",
            "rounds { shards = 2, strategy = block-momentum }");
    List<String> args = new ArrayList<>(List.of("train", "--config", job.toString()));
    args.addAll(List.of("--set", "data.path=" + TinyText.text(folder), "--json", "--resume"));
    JsonNode clean = trained(args, "--output", folder.resolve("clean").toString());
    for (String run :
        List.of(folder.resolve("run").toString(), Hdfs.files().getUri() + "/terminated")) {
      List<String> here = new ArrayList<>(args);
      here.addAll(List.of("--output", run));
      terminate(run, here, clean);
    }
  }

  private void terminate(String run, List<String> args, JsonNode clean) throws Exception {
    long saved;
    try (TrainProcess process = TrainProcess.start(folder, args);
        RunDirectory directory = RunDirectories.open(run, new Configuration())) {
      while (process.isAlive() && directory.length(RunFiles.METRICS).orElse(0) == 0) {
        Thread.sleep(10);
      }
      process.send(Signals.TERM);
      assertThat(process.exitCode()).as(process.output()).isEqualTo(143);
      Matcher told = SAVED.matcher(process.output());
      assertThat(told.find()).as(process.output()).isTrue();
      saved = Long.parseLong(told.group(1));
      assertThat(saved).isBetween(1L, clean.get("rounds").asLong() - 1);
      assertThat(directory.folder(RunFiles.CHECKPOINTS).folder("commits").list()).hasSize(1);
      assertThat(directory.length(RunFiles.REPORT)).isEmpty();
    }
    CommandRun resumed = run(args);
    assertThat(resumed.err()).contains("goes on after round " + saved);
    JsonNode result = JSON.readTree(resumed.out());
    assertThat(result.get("model_sha256")).isEqualTo(clean.get("model_sha256"));
    assertThat(result.get("rounds")).isEqualTo(clean.get("rounds"));
  }

  private static CommandRun run(List<String> args, String... more) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static JsonNode trained(List<String> args, String... more) throws IOException {
    CommandRun command = run(args, more);
    assertThat(command.code()).as(command.err()).isZero();
    return JSON.readTree(command.out());
  }
}
