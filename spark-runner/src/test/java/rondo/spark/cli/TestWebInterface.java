package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;

/** What Spark's own pages and metrics tell of a training. */
@Timeout(300)
class TestWebInterface {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GAUGES = ".driver.plugin.rondo.spark.metrics.RondoPlugin.";

  @TempDir static Path folder;
  private static JavaSparkContext spark;

  @BeforeAll
  static void train() throws IOException {
    spark = Contexts.withInterface("local[2]");
    CommandRun run =
        CommandRun.of(
            "train",
            "--config",
            TinyText.job(folder, "rounds.shards = 2").toString(),
            "--set",
            "data.path=" + TinyText.text(folder),
            "--output",
            folder.resolve("run").toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void gaugesShowTheLastRound() throws Exception {
    Map<String, JsonNode> gauges = new LinkedHashMap<>();
    get("/metrics/json/")
        .get("gauges")
        .fields()
        .forEachRemaining(
            gauge -> {
              int name = gauge.getKey().indexOf(GAUGES);
              if (name >= 0) {
                gauges.put(
                    gauge.getKey().substring(name + GAUGES.length()),
                    gauge.getValue().get("value"));
              }
            });
    List<String> lines = Files.readAllLines(folder.resolve("run/metrics.jsonl"));
    JsonNode last = JSON.readTree(lines.get(lines.size() - 1));

    assertThat(gauges)
        .containsOnlyKeys(
            "round",
            "epoch",
            "train_loss",
            "valid_loss",
            "time_steps_per_second",
            "compute_seconds",
            "broadcast_seconds",
            "reduce_seconds",
            "checkpoint_seconds",
            "wait_seconds",
            "bytes_down",
            "bytes_up");
    assertThat(last.get("round").asInt()).isEqualTo(lines.size());
    gauges.forEach(
        (key, value) ->
            assertThat(value.asDouble())
                .as(key)
                .isCloseTo(last.get(key).asDouble(), Percentage.withPercentage(0.1)));
  }

  @Test
  void jobsHaveReadableNames() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    // Pages follow the jobs a little later; JUnit's limit ends a wait in vain.
    while (!names.contains("evaluation on test data")) {
      names.clear();
      for (JsonNode job : get("/api/v1/applications/" + spark.sc().applicationId() + "/jobs")) {
        assertThat(job.get("description")).isEqualTo(job.get("name"));
        names.add(job.get("name").asText());
      }
      Thread.sleep(50);
    }
    assertThat(names)
        .contains("scanning the input", "reading the data", "evaluation on validation data")
        .anyMatch(name -> name.matches("round 1: step 1 of \\d+"))
        .anyMatch(name -> name.matches("round 7: steps \\d+ to \\d+ of \\d+"))
        .noneMatch(name -> name.contains(".java"));
  }

  private static JsonNode get(String path) throws Exception {
    URI uri = URI.create(spark.sc().uiWebUrl().get() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
