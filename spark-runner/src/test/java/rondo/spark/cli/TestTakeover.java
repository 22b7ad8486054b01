package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;
import rondo.spark.Signals;
import rondo.spark.io.Hdfs;
import rondo.spark.io.S3Server;

/**
 * Two drivers on one run directory of a shared store. The first one is suspended in the middle of
 * its run, the second one takes the run over and ends it, and then the first one wakes up.
 */
@Timeout(600)
class TestTakeover {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the older one may leave or clear away: checkpoints of its own, which do not count. */
  private static final String OWN = ".*/checkpoints/((data|commits)/0*1-.*|.*/[.]rondo-[^/]*)";

  @TempDir private Path folder;

  @Test
  void onHdfs() throws Exception {
    FileSystem hdfs = Hdfs.files();
    takeOver(hdfs, hdfs.getUri() + "/takeover", Map.of());
  }

  @Test
  void onS3() throws Exception {
    onS3("takeover", this::takeOver);
  }

  /**
   * S3 has no line of the older one's metrics yet: it writes them all anew every half a minute and
   * at its end, in which it must not replace those of the newer one.
   */
  @Test
  void onS3AndThenTheOlderIsToldToEnd() throws Exception {
    onS3("takeover-term", this::takeOverAndEnd);
  }

  /** What happens to a run on a file system, to which these settings of Hadoop lead. */
  @FunctionalInterface
  private interface Story {
    void on(FileSystem files, String run, Map<String, String> hadoop) throws Exception;
  }

  private void onS3(String bucket, Story story) throws Exception {
    S3Server server = S3Server.shared();
    server.createBucket(bucket);
    Map<String, String> settings = new TreeMap<>(server.settings());
    settings.putAll(server.credentialStore(folder));
    String root = "s3a://" + bucket;
    try (FileSystem s3 = FileSystem.newInstance(URI.create(root), server.configuration())) {
      story.on(s3, root + "/run", settings);
    }
  }

  private void takeOverAndEnd(FileSystem files, String run, Map<String, String> hadoop)
      throws Exception {
    Contexts.on("local[1]");
    // Many short rounds: the first model, after an epoch, is far from the first line of metrics.
    Path job =
        TinyText.job(
            folder,
            "checkpoint.minutes = 600",
            "training.epochs = 1",
            "rounds { shards = 2, local-steps = 1, warmup = 0 }");
    List<String> args = new ArrayList<>(List.of("train", "--config", job.toString()));
    args.addAll(List.of("--set", "data.path=" + TinyText.text(folder), "--json", "--resume"));
    args.addAll(List.of("--output", run));
    List<String> longer = new ArrayList<>(args);
    longer.addAll(List.of("--set", "training.epochs=2000"));
    try (TrainProcess older = TrainProcess.start(folder, List.of(), hadoop, longer);
        SystemProperties properties = new SystemProperties().hadoop(hadoop)) {
      while (older.isAlive() && !older.output().contains("  round 1/")) {
        Thread.sleep(20); // told once the round has a line in the metrics
      }
      assertThat(older.isAlive()).as(older.output()).isTrue();
      older.send(Signals.STOP);
      trained(args);
      Map<String, String> before = contents(files, run);
      assertThat(before.keySet()).anyMatch(name -> name.endsWith("/metrics.jsonl"));
      older.send(Signals.TERM);
      older.send(Signals.CONT);
      // 79 if it has met the new owner before it was told.
      assertThat(older.exitCode()).as(older.output()).isIn(143, 79);
      assertThat(older.output()).contains("Another run has taken over " + run);
      assertThat(contents(files, run)).isEqualTo(before);
    }
  }

  private void takeOver(FileSystem files, String run, Map<String, String> hadoop) throws Exception {
    Contexts.on("local[1]");
    Path text = TinyText.text(folder);
    Path job =
        TinyText.job(
            folder,
            "checkpoint.rounds = 1",
            "training { optimizer.kind = adamw }",
            // A warm-up would be as long as the job of who begins says.
            "rounds { shards = 2, strategy = block-momentum, warmup = 0 }");
    List<String> args = new ArrayList<>(List.of("train", "--config", job.toString()));
    args.addAll(List.of("--set", "data.path=" + text, "--json", "--resume"));
    JsonNode clean = trained(args, "--output", folder.resolve("clean").toString());
    args.addAll(List.of("--output", run));
    List<String> longer = new ArrayList<>(args);
    longer.addAll(List.of("--set", "training.epochs=2000")); // to be met in any case
    try (TrainProcess older = TrainProcess.start(folder, List.of(), hadoop, longer);
        SystemProperties properties = new SystemProperties().hadoop(hadoop)) {
      while (older.isAlive() && commits(files, run) < 3) {
        Thread.sleep(20);
      }
      assertThat(older.isAlive()).as(older.output()).isTrue();
      older.send(Signals.STOP);
      JsonNode taken = trained(args);
      assertThat(taken.get("model_sha256")).isEqualTo(clean.get("model_sha256"));
      Map<String, String> before = contents(files, run);
      older.send(Signals.CONT);
      assertThat(older.exitCode()).as(older.output()).isEqualTo(79);
      assertThat(older.output()).contains("rondo: Another run has taken over " + run);
      assertThat(contents(files, run)).isEqualTo(before);
      assertThat(before.keySet()).anyMatch(name -> name.endsWith("/model/model.safetensors"));
      assertThat(trained(args).get("model_sha256")).isEqualTo(clean.get("model_sha256"));
    }
  }

  private static JsonNode trained(List<String> args, String... more) throws IOException {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of(more));
    CommandRun command = CommandRun.of(all.toArray(String[]::new));
    assertThat(command.code()).as(command.err()).isZero();
    return JSON.readTree(command.out());
  }

  private static int commits(FileSystem files, String run) throws IOException {
    try {
      return files.listStatus(new org.apache.hadoop.fs.Path(run, "checkpoints/commits")).length;
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /** SHA-256 of every file of a run, but for the checkpoints of the older driver. */
  private static Map<String, String> contents(FileSystem files, String run)
      throws IOException, NoSuchAlgorithmException {
    Map<String, String> contents = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> found =
        files.listFiles(new org.apache.hadoop.fs.Path(run), true);
    while (found.hasNext()) {
      org.apache.hadoop.fs.Path path = found.next().getPath();
      if (!path.toString().matches(OWN)) {
        try (InputStream in = files.open(path)) {
          byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
          contents.put(path.toString(), HexFormat.of().formatHex(hash));
        }
      }
    }
    return contents;
  }
}
