package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    Path job =
        TinyText.job(
            folder,
            "checkpoint.minutes = 600", // none of its own accord
            "training { optimizer.kind = adamw }",
            // A warm-up would be as long as the job of who begins says.
            "rounds { shards = 2, strategy = block-momentum, warmup = 0 }");
    List<String> args = new ArrayList<>(List.of("train", "--config", job.toString()));
    args.addAll(List.of("--set", "data.path=" + TinyText.text(folder), "--json", "--resume"));
    terminate(folder.resolve("run").toString(), args);
    terminate(Hdfs.files().getUri() + "/terminated", args);
  }

  /** Ends a run that would take hours, and goes on with it to the end of the next epoch. */
  private void terminate(String run, List<String> args) throws Exception {
    long saved;
    double epoch;
    try (TrainProcess process =
            TrainProcess.start(folder, with(args, "training.epochs=100000", run));
        RunDirectory directory = RunDirectories.open(run, new Configuration())) {
      // The first line is there before its round is done.
      while (process.isAlive() && metrics(directory).size() < 2) {
        Thread.sleep(10);
      }
      process.send(Signals.TERM);
      assertThat(process.exitCode()).as(process.output()).isEqualTo(143);
      Matcher told = SAVED.matcher(process.output());
      assertThat(told.find()).as(process.output()).isTrue();
      saved = Long.parseLong(told.group(1));
      assertThat(directory.folder(RunFiles.CHECKPOINTS).folder("commits").list()).hasSize(1);
      assertThat(directory.length(RunFiles.REPORT)).isEmpty();
      List<String> lines = metrics(directory);
      epoch = JSON.readTree(lines.get(lines.size() - 1)).get("epoch").asDouble();
    }
    String epochs = "training.epochs=" + (long) (Math.floor(epoch) + 1);
    String elsewhere = Files.createTempDirectory(folder, "clean").toString();
    JsonNode clean = trained(with(args, epochs, elsewhere));
    assertThat(saved).isBetween(1L, clean.get("rounds").asLong() - 1);
    CommandRun resumed = run(with(args, epochs, run));
    assertThat(resumed.err()).contains("goes on after round " + saved);
    JsonNode result = JSON.readTree(resumed.out());
    assertThat(result.get("model_sha256")).isEqualTo(clean.get("model_sha256"));
    assertThat(result.get("rounds")).isEqualTo(clean.get("rounds"));
  }

  /** Lines that a reader can see. */
  private static List<String> metrics(RunDirectory directory) throws IOException {
    if (directory.length(RunFiles.METRICS).orElse(0) == 0) {
      return List.of();
    }
    try (InputStream in = directory.open(RunFiles.METRICS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<String> with(List<String> args, String set, String output) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--set", set, "--output", output));
    return all;
  }

  private static CommandRun run(List<String> args) {
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static JsonNode trained(List<String> args) throws IOException {
    CommandRun command = run(args);
    assertThat(command.code()).as(command.err()).isZero();
    return JSON.readTree(command.out());
  }
}
