package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.spark.Contexts;

/** Each refusal is one sentence with its exit code, and leaves nothing behind. */
class TestRefusals {
  @TempDir Path folder;
  private Path text;
  private Path output;

  @BeforeAll
  static void startSpark() {
    Contexts.on("local[1]");
  }

  @BeforeEach
  void write() throws IOException {
    text = TinyText.text(folder);
    output = folder.resolve("run");
  }

  private CommandRun train(Path data, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("train", "--config"));
    args.add(TinyText.job(folder).toString());
    args.addAll(List.of("--set", "data.path=" + data, "--output", output.toString(), "--json"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private void assertRefused(CommandRun run, int code, String... parts) {
    String sentence = run.err().lines().reduce((first, last) -> last).orElse("");
    assertThat(sentence).startsWith("rondo: ").contains(parts);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  private void assertNothingWritten() {
    assertThat(output).doesNotExist();
  }

  @Test
  void missingInput() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertRefused(train(missing), 66, missing.toString(), "give a file or folder that exists");
    assertNothingWritten();
  }

  @Test
  void missingJobFile() {
    String missing = folder.resolve("missing.conf").toString();
    assertRefused(
        CommandRun.of("train", "--config", missing, "--output", output.toString()), 66, missing);
    assertNothingWritten();
  }

  @Test
  void emptyInput() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    assertRefused(train(empty), 65, empty.toString(), "0 bytes");
    assertNothingWritten();
  }

  @Test
  void inputThatIsNotUtf8() throws IOException {
    byte[] bytes = Files.readAllBytes(text);
    bytes[1234] = (byte) 0xff;
    Files.write(text, bytes);
    assertRefused(train(text), 65, text.toString(), "1234");
    assertNothingWritten();
  }

  @Test
  void aMetricThatTheTaskLacks() throws IOException {
    assertRefused(
        train(text, "--set", "training.early-stopping.metric=f1"),
        78,
        "training.early-stopping.metric: got f1, expected loss or accuracy");
    assertNothingWritten();
  }

  @Test
  void outputThatHoldsSomethingElse() throws IOException {
    Files.createDirectory(output);
    Files.writeString(output.resolve("thesis.tex"), "precious");
    assertRefused(train(text), 73, output.toString(), "thesis.tex");
    assertRefused(train(text, "--overwrite"), 73, output.toString(), "thesis.tex");
    assertThat(output).isDirectoryContaining(file -> file.endsWith("thesis.tex"));
    assertThat(output.toFile().list()).hasSize(1);
  }

  @Test
  void unknownKey() throws IOException {
    assertRefused(
        train(text, "--set", "training.bacth=5"),
        78,
        "No such key: training.bacth, did you mean training.batch?");
    assertNothingWritten();
  }

  @Test
  void illTypedKey() throws IOException {
    assertRefused(
        train(text, "--set", "training.batch=many"),
        78,
        "training.batch: got \"many\", expected a whole number");
    assertNothingWritten();
  }

  @Test
  void oneVariantThatCannotFitRefusesTheJob() {
    assertRefused(
        CommandRun.of(
            "train",
            "--config",
            Path.of("..", "conf", "adding-problem.conf").toString(),
            "--set",
            "training.batch=60000",
            "--set",
            "data.examples=70000",
            "--output",
            output.toString()),
        78,
        "batches of",
        "time steps");
    assertNothingWritten();
  }

  @Test
  void sizesThatCannotFit() throws IOException {
    assertRefused(train(text, "--set", "model.hidden=[20000]"), 78, "model.hidden", "MiB", "lower");
    assertRefused(
        train(text, "--set", "model.hidden=[65536, 65536]"), 78, "model.hidden", "parameters");
    assertNothingWritten();
  }

  @Test
  void divergenceTellsTheRoundAndKeepsTheLastGoodModel() throws IOException {
    CommandRun run =
        train(
            text,
            "--set",
            "training.optimizer.kind=sgd",
            "--set",
            "training.optimizer.learning-rate=1e39",
            "--set",
            "training.clip-norm=0");
    assertRefused(run, 76, "in round ", "the last good model", "learning-rate");
    assertThat(CommandRun.of("inspect", output.resolve("model").toString()).code()).isZero();
    assertThat(output.resolve("report.html")).exists();
  }

  @Test
  void corruptModel() throws IOException {
    assertThat(train(text).code()).isZero();
    Path model = output.resolve("model");
    Path numbers = model.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(numbers);
    bytes[bytes.length / 2] ^= 1;
    Files.write(numbers, bytes);
    for (String[] command :
        new String[][] {
          {"generate", "--model", model.toString()},
          {"evaluate", "--model", model.toString(), "--data", text.toString()},
          {"inspect", model.toString()}
        }) {
      assertRefused(CommandRun.of(command), 77, "model.safetensors");
    }
  }

  @Test
  void missingModel() {
    String missing = folder.resolve("none").toString();
    assertRefused(CommandRun.of("generate", "--model", missing), 66, missing);
    assertRefused(CommandRun.of("evaluate", "--model", missing), 66, missing);
    assertRefused(CommandRun.of("inspect", missing), 66, missing);
  }

  @Test
  void samplingOptionsOutOfRange() {
    assertRefused(
        CommandRun.of("generate", "--model", "x", "--top-p", "2"),
        64,
        "--top-p: got 2.0, expected 0 < p <= 1; see 'rondo generate --help'");
    assertRefused(
        CommandRun.of("generate", "--model", "x", "--length", "0"), 64, "--length: got 0");
  }

  @Test
  void aSecondRunDoesNotReplaceTheFirst() throws IOException {
    assertThat(train(text).code()).isZero();
    byte[] first = Files.readAllBytes(output.resolve("run.json"));
    assertRefused(train(text), 73, "earlier run", "--overwrite");
    assertThat(Files.readAllBytes(output.resolve("run.json"))).isEqualTo(first);
    assertThat(train(text, "--overwrite").code()).isZero();
    assertThat(new String(first, StandardCharsets.UTF_8)).contains("language-model");
  }
}
