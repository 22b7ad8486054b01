package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;
import rondo.spark.io.Hdfs;

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
        .containsExactlyInAnyOrder("run.json", "metrics.jsonl", "report.html", "model");
    JsonNode evaluated =
        json("evaluate", "--model", remote + "/run/model", "--data", text.toString(), "--json");
    assertThat(evaluated.get("loss").asDouble()).isPositive();
    assertThat(json("inspect", remote + "/run", "--json").get("history").get("evaluations"))
        .hasSize(2);
  }

  private JsonNode train(String data, String output) throws IOException {
    String job = TinyText.job(folder).toString();
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
