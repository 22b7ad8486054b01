package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;
import rondo.spark.io.Hdfs;
import rondo.spark.io.S3Server;

/** Executors of their own, in folders of their own: what they read is what the driver means. */
@Timeout(600)
class TestCommandsOnCluster {
  private static final String CLUSTER = "local-cluster[2,1,700]";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void hdfsAndRelativePathsGiveTheSameModel() throws IOException {
    Path text = TinyText.text(folder);
    Path relative = Path.of("").toAbsolutePath().relativize(text);
    FileSystem hdfs = Hdfs.files();
    String remote = hdfs.getUri() + "/train";
    hdfs.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(text.toUri()),
        new org.apache.hadoop.fs.Path(remote + "/data/text.txt"));

    Contexts.on(CLUSTER);
    JsonNode local = train(relative.toString(), folder.resolve("run").toString());
    JsonNode onHdfs = train(remote + "/data", remote + "/run");

    assertThat(onHdfs.get("model_sha256")).isEqualTo(local.get("model_sha256"));
    assertThat(hdfs.listStatus(new org.apache.hadoop.fs.Path(remote + "/run")))
        .extracting(file -> file.getPath().getName())
        .containsExactlyInAnyOrder(
            "run.json", "metrics.jsonl", "report.html", "model", "checkpoints");
    JsonNode evaluated =
        json("evaluate", "--model", remote + "/run/model", "--data", text.toString(), "--json");
    assertThat(evaluated.get("loss").asDouble()).isPositive();
    assertThat(json("inspect", remote + "/run", "--json").get("history").get("evaluations"))
        .hasSize(2);
  }

  @Test
  void s3GivesTheSameModelAndTellsNoKey() throws IOException {
    Path text = TinyText.text(folder);
    S3Server server = S3Server.shared();
    server.createBucket("cluster");
    String remote = "s3a://cluster/train";

    Contexts.on(CLUSTER);
    JsonNode local = train(text.toString(), folder.resolve("run").toString());
    // Of its own: the one that Rondo opens has to find its keys by itself.
    try (FileSystem s3 = FileSystem.newInstance(URI.create(remote), server.configuration());
        SystemProperties properties = new SystemProperties().hadoop(server.settings())) {
      write(s3, remote + "/data/text.txt", Files.readAllBytes(text));
      write(s3, remote + "/job.conf", Files.readAllBytes(TinyText.job(folder)));
      properties.hadoop(server.credentialStore(folder));

      JsonNode onS3 = train(remote + "/job.conf", remote + "/data", remote + "/run");
      JsonNode evaluated = json("evaluate", "--model", remote + "/run/model", "--json");
      JsonNode inspected = json("inspect", remote + "/run", "--json");

      assertThat(onS3.get("model_sha256")).isEqualTo(local.get("model_sha256"));
      assertThat(evaluated.get("loss")).isEqualTo(local.get("test_loss"));
      assertThat(inspected.get("history").get("evaluations")).hasSize(2);
      Map<String, String> run = contents(s3, remote + "/run");
      assertThat(run.keySet()).contains("run.json", "metrics.jsonl", "report.html");
      assertThat(run.values()).noneMatch(content -> content.contains(server.secretKey()));
    }
  }

  private static void write(FileSystem files, String path, byte[] bytes) throws IOException {
    try (OutputStream out = files.create(new org.apache.hadoop.fs.Path(path))) {
      out.write(bytes);
    }
  }

  /** The files of a folder as text, by name. */
  private static Map<String, String> contents(FileSystem files, String folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> found =
        files.listFiles(new org.apache.hadoop.fs.Path(folder), true);
    while (found.hasNext()) {
      org.apache.hadoop.fs.Path path = found.next().getPath();
      try (InputStream in = files.open(path)) {
        contents.put(path.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return contents;
  }

  private JsonNode train(String data, String output) throws IOException {
    return train(TinyText.job(folder).toString(), data, output);
  }

  private static JsonNode train(String job, String data, String output) throws IOException {
    return json(
        "train", "--config", job, "--set", "data.path=" + data, "--output", output, "--json");
  }

  private static JsonNode json(String... args) throws IOException {
    CommandRun run = CommandRun.of(args);
    assertThat(run.err()).doesNotContain("rondo: ");
    assertThat(run.code()).isZero();
    return JSON.readTree(run.out());
  }
}
