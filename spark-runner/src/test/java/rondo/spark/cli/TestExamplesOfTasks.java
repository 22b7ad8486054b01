package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rondo.spark.Contexts;

/** What the report of each task shows of single sequences, through the command line. */
class TestExamplesOfTasks extends AbstractTestTelling {
  private static final String BY_TIME =
      """
      key = [place], time = hour
      split { by = time, validation-from = "2024-01-04", test-from = "2024-01-05" }
      target = [a, b], window = 12, season = 6
      """;

  @BeforeAll
  static void start() {
    Contexts.on("local[2]");
  }

  private static String report(String run) throws IOException {
    return Files.readString(Path.of(run, "report.html"));
  }

  private static JsonNode examples(String run) throws IOException {
    return JSON.readTree(Path.of(run, "examples.json").toFile());
  }

  @Test
  void forecasts() throws IOException {
    String run =
        trained(
            "forecasting",
            "forecasting-examples",
            series(1, 150, 0) + series(2, 120, 0),
            BY_TIME + "horizon = 4, quantiles = [0.1, 0.5, 0.9]");
    JsonNode examples = examples(run);
    assertThat(examples.get("part").asText()).isEqualTo("TEST");
    // The test part begins with hour 96; the last three have no window of their own.
    assertThat(examples.get("candidates").asInt()).isEqualTo(150 - 96 - 3 + 120 - 96 - 3);
    assertThat(examples.get("forecasts")).hasSize(3);
    JsonNode example = examples.get("forecasts").get(0);
    int place = example.get("name").asInt();
    int first = example.get("first").asInt();
    assertThat(first).isGreaterThanOrEqualTo(96);
    assertThat(example.get("time").asText()).isEqualTo(START.plusHours(first) + ":00Z");
    double last = example.get("columns").get(0).get("history").get(11).asDouble();
    assertThat(last).isBetween(a(place, first - 1) - 1e-3, a(place, first - 1) + 1e-3);
    assertThat(report(run))
        .contains("<h2>Forecasts of the test data</h2>", "Highest error")
        .contains("quantiles 0.10 to 0.90", "<polygon class=\"band s0\"")
        .contains("data-name=\"one season before\"", "data-name=\"last value\"");
  }

  @Test
  void detectedRanges() throws IOException {
    String spike = series(1, 400, 0).replace("," + a(1, SPIKE) + ",", ",900,");
    String run =
        trained(
            "anomaly",
            "forecasting-anomaly-examples",
            spike + series(2, 300, 0),
            BY_TIME + "horizon = 1");
    JsonNode series = examples(run).get("detected").get(0);
    assertThat(series.get("name").asText()).isEqualTo("1");
    assertThat(series.get("column").asText()).isEqualTo("a");
    assertThat(series.get("first").asInt()).isEqualTo(96);
    assertThat(series.get("steps").asInt()).isEqualTo(400 - 96);
    JsonNode range = series.get("ranges").get(0);
    assertThat(range.get("first").asInt()).isLessThanOrEqualTo(SPIKE);
    assertThat(range.get("last").asInt()).isGreaterThanOrEqualTo(SPIKE);
    assertThat(report(run))
        .contains("<h2>Anomalies in the test data</h2>", "<h3>1: a</h3>")
        .contains("class=\"span detected\"", "data-name=\"threshold\"");
  }

  @Test
  void tagsAndWhatAVariantHasOfItsOwn() throws IOException {
    String run =
        trained(
            "tagging",
            "tagging-examples",
            diaries(60),
            """
            key = [who], time = day, validation = 0.3, test = 0, inputs = [x], target = mood
            }
            variants {
              long { model.hidden = [6] }
              short { model.hidden = [2] }
              none { model.hidden = [6], report.samples = 0 }
            """);
    JsonNode examples = examples(run + "/long");
    assertThat(examples.get("part").asText()).isEqualTo("VALIDATION"); // there is no test part
    JsonNode example = examples.get("tagged").get(0);
    int who = Integer.parseInt(example.get("name").asText().substring(1));
    assertThat(example.get("tokens")).hasSize(3 + who % 5);
    assertThat(example.get("actual").get(0).asText()).isIn("good", "bad");
    assertThat(example.get("predicted")).hasSize(3 + who % 5);
    assertThat(Path.of(run, "none", "examples.json")).doesNotExist();
    assertThat(Path.of(run, "none", "model", "model.safetensors")) // examples change no bit
        .hasSameBinaryContentAs(Path.of(run, "long", "model", "model.safetensors"));
    assertThat(report(run))
        .contains("<h2>Tags of the validation data: long</h2>")
        .contains("<h2>Tags of the validation data: short</h2>", "class=\"token\" title=\"good\"")
        .doesNotContain("validation data: none");
    // A run that has examples can be replaced, and is written again when it goes on.
    Path file = Path.of(run, "long", "examples.json");
    byte[] before = Files.readAllBytes(file);
    Files.delete(file);
    String config = folder.resolve("tagging-examples.conf").toString();
    json("train", "--config", config, "--output", run, "--resume", "--json");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void numbers() throws IOException {
    String rows =
        Arrays.stream(walks(0, 80).split("\n"))
            .map(line -> line.replaceAll("(up|down)$", "") + line.split(",")[0])
            .collect(Collectors.joining("\n"));
    String run =
        trained(
            "regression",
            "classification-regression",
            rows,
            "key = [id], time = t, validation = 0.2, test = 0.2, inputs = [x], target = label");
    JsonNode scatter = examples(run).get("scatters").get(0);
    assertThat(scatter.get("column").asText()).isEqualTo("label");
    assertThat(scatter.get("actual").size()).isEqualTo(scatter.get("predicted").size());
    assertThat(scatter.get("actual").size()).isBetween(4, 40);
    assertThat(report(run)).contains("<h3>label</h3>", "class=\"s0 points\"");
  }
}
