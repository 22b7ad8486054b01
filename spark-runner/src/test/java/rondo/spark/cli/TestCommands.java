package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;

/** From a text to a model, its loss, its text and what is in it, through the command line alone. */
class TestCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path text;
  private static String output;
  private static JsonNode trained;

  @BeforeAll
  static void train() throws IOException {
    Contexts.on("local[1]");
    text = TinyText.text(folder);
    output = folder.resolve("run").toString();
    trained =
        json(
            "train", "--config", job(), "--set", "data.path=" + text, "--output", output, "--json");
  }

  private static String job() throws IOException {
    return TinyText.job(folder).toString();
  }

  private static JsonNode json(String... args) throws IOException {
    CommandRun run = CommandRun.of(args);
    assertThat(run.err()).doesNotContain("rondo: ");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    return JSON.readTree(run.out());
  }

  @Test
  void trainTellsWhatCameOut() {
    assertThat(trained.get("output").asText()).isEqualTo(output);
    assertThat(trained.get("model").asText()).isEqualTo(output + "/model");
    assertThat(trained.get("epochs").asDouble()).isEqualTo(2);
    assertThat(trained.get("rounds").asInt()).isPositive();
    for (String loss : new String[] {"train_loss", "valid_loss", "test_loss"}) {
      assertThat(trained.get(loss).asDouble()).isBetween(0.01, 3.0);
    }
    assertThat(trained.get("test_metrics").get("accuracy").asDouble()).isBetween(0.1, 1.0);
    assertThat(trained.get("seconds").asDouble()).isPositive();
    assertThat(trained.get("time_steps_per_second").asDouble()).isPositive();
    assertThat(trained.get("parameters").asInt()).isPositive();
    assertThat(trained.get("model_sha256").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  void theRunDirectoryHoldsWhatItShould() {
    assertThat(Path.of(output).toFile().list())
        .containsExactlyInAnyOrder(
            "run.json", "metrics.jsonl", "report.html", "model", "checkpoints");
    assertThat(Path.of(output, "model").toFile().list())
        .contains("model.safetensors", "config.json", "vocabulary.json");
  }

  @Test
  void theSameJobGivesTheSameBits() throws IOException {
    String again = folder.resolve("again").toString();
    JsonNode second =
        json("train", "--config", job(), "--set", "data.path=" + text, "--output", again, "--json");

    assertThat(second.get("model_sha256")).isEqualTo(trained.get("model_sha256"));
  }

  @Test
  void theBestModelIsTheOneThatTheJobAsksFor() throws IOException {
    String other = folder.resolve("by-accuracy").toString();
    String metric = "training.early-stopping.metric=accuracy";
    JsonNode best =
        json(
            "train",
            "--config",
            job(),
            "--set",
            "data.path=" + text,
            "--set",
            metric,
            "--output",
            other,
            "--json");
    long round = 0;
    double highest = -1;
    for (String line : Files.readAllLines(Path.of(other, "metrics.jsonl"))) {
      JsonNode accuracy = JSON.readTree(line).path("metrics").path("accuracy");
      if (accuracy.isNumber() && accuracy.asDouble() > highest) {
        highest = accuracy.asDouble();
        round = JSON.readTree(line).path("round").asLong();
      }
    }
    assertThat(best.get("best_round").asLong()).isEqualTo(round).isPositive();
    CommandRun resumed =
        CommandRun.of(
            "train",
            "--config",
            job(),
            "--set",
            "data.path=" + text,
            "--output",
            other,
            "--resume");
    assertThat(resumed.code()).isEqualTo(78);
    assertThat(resumed.err()).containsPattern("training.early-stopping.metric +accuracy +loss");
  }

  @Test
  void evaluateOnTheTestPartGivesTheTestLoss() throws IOException {
    JsonNode evaluated = json("evaluate", "--model", output + "/model", "--json");

    assertThat(evaluated.get("loss")).isEqualTo(trained.get("test_loss"));
    assertThat(evaluated.get("metrics")).isEqualTo(trained.get("test_metrics"));
  }

  @Test
  void evaluateOnOtherData() throws IOException {
    Path other = Files.writeString(folder.resolve("other.txt"), "the mat sat on a zebra\n");
    JsonNode evaluated = json("evaluate", "--model", output, "--data", other.toString(), "--json");

    assertThat(evaluated.get("loss").asDouble()).isGreaterThan(0.1);
    assertThat(evaluated.get("outputs").asInt()).isEqualTo(22);
    CommandRun forPeople = CommandRun.of("evaluate", "--model", output, "--data", other.toString());
    assertThat(forPeople.out()).contains("nats a character", "bits", "accuracy");
  }

  @Test
  void generateWritesTheSameTextForTheSameSeed() throws IOException {
    String[] args = {
      "generate", "--model", output, "--seed-text", "the ", "--length", "30", "--json"
    };
    JsonNode first = json(args);

    assertThat(first.get("text").asText()).hasSize(30);
    assertThat(json(args)).isEqualTo(first);
    CommandRun forPeople =
        CommandRun.of("generate", "--model", output, "--seed-text", "the ", "--length", "30");
    assertThat(forPeople.out().strip()).isEqualTo(("the " + first.get("text").asText()).strip());
  }

  @Test
  void optionsOfMusicAreNotThoseOfText() {
    CommandRun run =
        CommandRun.of(
            "generate", "--model", output, "--output", folder.resolve("x.mid").toString());
    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err().strip())
        .isEqualTo(
            "rondo: --output: got it with a model of the task language-model, expected a model of"
                + " the task music; see 'rondo generate --help'");
    assertThat(folder.resolve("x.mid")).doesNotExist();
  }

  @Test
  void inspectShowsModelAndHistory() throws IOException {
    JsonNode run = json("inspect", output, "--json");
    JsonNode model = json("inspect", output + "/model", "--json");

    assertThat(run.get("model")).isEqualTo(model.get("model"));
    assertThat(model.get("model").get("parameters")).isEqualTo(trained.get("parameters"));
    assertThat(run.get("history").get("evaluations")).hasSize(2);
    assertThat(run.get("history").get("rounds")).isEqualTo(trained.get("rounds"));
    assertThat(CommandRun.of("inspect", output).out())
        .contains("layer0.w_h", "16 hidden units", "rounds");
  }

  @Test
  void eachVariantIsTrainedIntoItsOwnFolder() throws IOException {
    String both = folder.resolve("both").toString();
    String job =
        TinyText.job(
                Files.createDirectory(folder.resolve("variants")),
                "variants { lstm { }, rnn { model.cell = rnn } }")
            .toString();
    JsonNode json =
        json("train", "--config", job, "--set", "data.path=" + text, "--output", both, "--json");

    assertThat(json.get("variants").get("lstm").get("model_sha256"))
        .isEqualTo(trained.get("model_sha256"));
    assertThat(json.get("variants").get("rnn").get("model").asText())
        .isEqualTo(both + "/rnn/model");
    assertThat(Path.of(both).toFile().list())
        .containsExactlyInAnyOrder("run.json", "report.html", "lstm", "rnn");
    JsonNode inspected = json("inspect", both, "--json");
    assertThat(inspected.get("variants").get("rnn").get("model").get("cell").asText())
        .isEqualTo("rnn");
    CommandRun again =
        CommandRun.of(
            "train",
            "--config",
            job,
            "--set",
            "data.path=" + text,
            "--output",
            both,
            "--overwrite");
    assertThat(again.code()).isZero();
  }
}
