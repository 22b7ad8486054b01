package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.spark.Contexts;

/** Language models of bytes, words and pieces, and of the texts of a table, by the commands. */
class TestTokenCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path text;

  @BeforeEach
  void start() throws IOException {
    Contexts.on("local[1]");
    text = TinyText.text(folder);
  }

  private static JsonNode json(String... args) throws IOException {
    CommandRun run = CommandRun.of(args);
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private JsonNode train(Path job, String output, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("train", "--config", job.toString(), "--json"));
    args.addAll(List.of("--set", "data.path=" + text));
    args.addAll(List.of("--output", folder.resolve(output).toString()));
    args.addAll(List.of(more));
    return json(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"bytes, byte, 256", "words, word, 7", "pieces, piece, 265"})
  void eachKindOfTokensIsTrainedEvaluatedAndWritten(String tokens, String token, int known)
      throws IOException {
    String more = tokens.equals("bytes") ? "" : ", vocabulary.most = 265";
    Path job =
        TinyText.job(
            folder,
            "data { tokens = " + tokens + more + " }",
            "model { embedding = 16, tied = true }",
            "rounds.shards = 2");
    String output = folder.resolve("run").toString();
    JsonNode trained = train(job, "run");

    double bits = trained.get("test_metrics").get("bits_per_byte").asDouble();
    double loss = trained.get("test_loss").asDouble();
    assertThat(trained.get("test_metrics").get("perplexity").asDouble())
        .isCloseTo(Math.exp(loss), within(1e-9));
    assertThat(trained.get("test_metrics").get("nats_per_character").asDouble())
        .isCloseTo(bits * Math.log(2), within(1e-9)); // all characters are ASCII
    assertThat(trained.get("test_metrics").has("unknown")).isEqualTo(tokens.equals("words"));
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("nats a " + token, "bits per byte");

    JsonNode evaluated = json("evaluate", "--model", output, "--json");
    assertThat(evaluated.get("metrics")).isEqualTo(trained.get("test_metrics"));
    String data = text.toString();
    assertThat(CommandRun.of("evaluate", "--model", output, "--data", data).out())
        .contains("nats a " + token, "perplexity ", "bits per byte ");

    String[] generate = {"generate", "--model", output, "--seed-text", "the cat", "--length", "9"};
    String written = CommandRun.of(generate).out();
    assertThat(written).startsWith("the cat").doesNotContain("<unk>");
    assertThat(CommandRun.of(generate).out()).isEqualTo(written);
    JsonNode model = json("inspect", output, "--json").get("model");
    assertThat(model.get("tensors").toString()).contains("[" + known + ",16]");
  }

  @Test
  void aRunWithPiecesGoesOnWithTheSameBits() throws IOException {
    Path job =
        TinyText.job(
            folder,
            "data { tokens = pieces, vocabulary.most = 270 }",
            "checkpoint.rounds = 1",
            "rounds.shards = 2");
    JsonNode whole = train(job, "whole");
    train(job, "parts", "--set", "training.epochs=1");
    assertThat(train(job, "parts", "--resume").get("model_sha256"))
        .isEqualTo(whole.get("model_sha256"));
  }

  /** Lines of a file: each is learned by itself, and a written one ends. */
  @Test
  void theTextsOfATableHaveAnEnd() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      lines.append(i).append(i % 7 == 0 ? "\n\n" : " sat\n"); // some are followed by an empty one
    }
    text = Files.writeString(folder.resolve("lines.txt"), lines);
    Path job =
        TinyText.job(
            folder,
            "data { target = value, query = \"SELECT * FROM input WHERE value <> ''\" }",
            "training { truncate = 0, epochs = 20 }");
    JsonNode trained = train(job, "lines");
    String output = folder.resolve("lines").toString();

    assertThat(trained.get("test_metrics").get("perplexity").asDouble()).isBetween(1.0, 5.0);
    JsonNode written =
        json(
            "generate",
            "--model",
            output,
            "--seed-text",
            "41 s",
            "--temperature",
            "0",
            "--length",
            "200",
            "--json");
    assertThat(written.get("text").asText()).isEqualTo("at");
    assertThat(json("evaluate", "--model", output, "--json").get("metrics"))
        .isEqualTo(trained.get("test_metrics"));
  }

  @Test
  void paragraphsAreTexts() throws IOException {
    StringBuilder paragraphs = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      paragraphs.append(i).append(" cats\nsat\n\n");
    }
    text = Files.writeString(folder.resolve("paragraphs.txt"), paragraphs);
    Path job =
        TinyText.job(
            folder,
            "data { target = value, tokens = words, options { lineSep = \"\\n\\n\" } }",
            "training { truncate = 0, epochs = 1 }");
    CommandRun run =
        CommandRun.of(
            "train",
            "--config",
            job.toString(),
            "--set",
            "data.path=" + text,
            "--output",
            folder.resolve("paragraphs").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).containsPattern("train: \\d+ texts, \\d+ words");
    assertThat(run.err()).contains("words, and the end of a text");
  }
}
