package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;
import rondo.spark.io.Hdfs;
import rondo.spark.io.S3Server;

/**
 * A driver that is killed whenever it likes, while it starts, reads, trains or writes a checkpoint,
 * and that goes on: the model has the bits of one that was never killed, and no start begins anew
 * once there is a checkpoint.
 */
class TestKilledDrivers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Times that a driver is killed on each store; set it higher to look for rare failures. */
  private static final int KILLS = Integer.getInteger("rondo.kills", 0);

  private static final int ROUNDS_AHEAD = 15; // that a start may get done before it is killed
  private static final int MILLIS_IN_A_ROUND = 60;
  private static final int MILLIS_OF_A_START = 6000;

  @TempDir private Path folder;
  private final Random random = new Random(42);
  private Path job;
  private Path text;

  @BeforeEach
  void start() throws IOException {
    Contexts.on("local[1]");
    text = TinyText.text(folder);
  }

  /** A checkpoint takes long beside a round, so that runs on HDFS and S3 are shorter. */
  private void job(int epochs) throws IOException {
    job =
        TinyText.job(
            folder,
            "checkpoint.rounds = 1",
            "training { epochs = " + epochs + ", optimizer.kind = adamw }",
            "rounds { shards = 2, strategy = block-momentum }",
            "model { dropout = 0.1 }");
  }

  @Test
  void onLocalDisk() throws Exception {
    job(10);
    try (FileSystem local = FileSystem.newInstance(URI.create("file:///"), new Configuration())) {
      kill(local, folder.resolve("killed").toUri().toString(), Map.of(), KILLS > 0 ? KILLS : 3);
    }
  }

  @Test
  void onHdfs() throws Exception {
    job(2);
    FileSystem hdfs = Hdfs.files();
    kill(hdfs, hdfs.getUri() + "/killed", Map.of(), KILLS > 0 ? KILLS : 1);
  }

  @Test
  void onS3() throws Exception {
    job(2);
    S3Server server = S3Server.shared();
    server.createBucket("killed");
    Map<String, String> settings = new TreeMap<>(server.settings());
    settings.putAll(server.credentialStore(folder));
    try (FileSystem s3 =
        FileSystem.newInstance(URI.create("s3a://killed"), server.configuration())) {
      kill(s3, "s3a://killed/run", settings, KILLS > 0 ? KILLS : 1);
    }
  }

  private void kill(FileSystem files, String root, Map<String, String> hadoop, int kills)
      throws Exception {
    CommandRun command = CommandRun.of(args(folder.resolve("clean").toString()));
    assertThat(command.code()).as(command.err()).isZero();
    JsonNode clean = JSON.readTree(command.out());
    int killed = 0;
    for (int run = 1; killed < kills; run++) {
      String output = root + "-" + run;
      while (killed < kills && killedOnce(files, output, hadoop)) {
        killed++;
      }
      try (TrainProcess process = TrainProcess.start(folder, List.of(), hadoop, list(output))) {
        assertThat(process.exitCode()).as(process.output()).isZero();
        String json = process.output().lines().filter(l -> l.startsWith("{")).toList().get(0);
        assertThat(JSON.readTree(json).get("model_sha256")).isEqualTo(clean.get("model_sha256"));
      }
      assertThat(metricLines(files, output)).isEqualTo(clean.get("rounds").asLong());
      assertThat(run).as("runs that %d kills took", killed).isLessThanOrEqualTo(kills + 5);
    }
  }

  /** False if it was done before it could be killed. */
  private boolean killedOnce(FileSystem files, String output, Map<String, String> hadoop)
      throws Exception {
    long before = newest(files, output);
    try (TrainProcess process = TrainProcess.start(folder, List.of(), hadoop, list(output))) {
      if (random.nextInt(4) == 0) {
        Thread.sleep(random.nextInt(MILLIS_OF_A_START)); // whatever it does then
      } else {
        long target = before + random.nextInt(ROUNDS_AHEAD);
        while (process.isAlive() && newest(files, output) <= target) {
          Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(MILLIS_IN_A_ROUND));
      }
      if (!process.isAlive()) {
        assertThat(process.exitCode()).as(process.output()).isZero();
        return false;
      }
      process.kill();
      if (before > 0) {
        assertThat(process.output()).doesNotContain("there is no checkpoint yet");
      }
    }
    assertThat(newest(files, output)).isGreaterThanOrEqualTo(before);
    return true;
  }

  private List<String> list(String output) {
    return List.of(args(output));
  }

  private String[] args(String output) {
    List<String> args = new ArrayList<>(List.of("train", "--config", job.toString(), "--json"));
    args.addAll(List.of("--set", "data.path=" + text, "--output", output, "--resume"));
    return args.toArray(String[]::new);
  }

  /** Round of the newest commit; 0 if there is none. */
  private static long newest(FileSystem files, String run) throws IOException {
    long newest = 0;
    try {
      for (FileStatus file :
          files.listStatus(new org.apache.hadoop.fs.Path(run, "checkpoints/commits"))) {
        String name = file.getPath().getName();
        if (name.endsWith(".json") && !name.startsWith(".")) {
          newest = Math.max(newest, Long.parseLong(name.substring(7, 17)));
        }
      }
    } catch (FileNotFoundException e) {
      return 0;
    }
    return newest;
  }

  private static long metricLines(FileSystem files, String run) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                files.open(new org.apache.hadoop.fs.Path(run, "metrics.jsonl")),
                StandardCharsets.UTF_8))) {
      return reader.lines().count();
    }
  }
}
