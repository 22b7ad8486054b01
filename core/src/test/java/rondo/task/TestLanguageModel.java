package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.Batches;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.model.InputSpec;

class TestLanguageModel {
  @TempDir Path folder;
  private final Task task = Tasks.of("language-model");

  private static TaskContext context(DataSpec data, int embedding, int truncate) {
    return new TaskContext(data, embedding, truncate, 1, new LocalFileAccess(), RangeScanner.LOCAL);
  }

  private TaskContext context(Path path) {
    return context(DataSpec.ofPath(path.toString(), 0.1, 0.1), 0, 4);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void splitsInFileOrderAndLearnsTheVocabularyFromTraining() throws IOException {
    Path file = write("a.txt", "abab abab abab abab " + "xéabab");
    PreparedTask prepared =
        task.prepare(context(DataSpec.ofPath(file.toString(), 0.125, 0.125), 0, 4));
    assertThat(prepared.input()).isEqualTo(InputSpec.oneHot(4));
    assertThat(prepared.outputs()).isEqualTo(4);
    assertThat(prepared.loss()).isEqualTo(LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY));
    Tokenizer vocabulary = LanguageModel.tokenizer(prepared.encoders());
    assertThat(vocabulary.encode("ab xé")).containsExactly(1, 2, 3, 0, 0);
    assertThat(tokens(prepared, Split.TRAIN, 1)).hasSize(20);
    assertThat(vocabulary.decode(tokens(prepared, Split.VALIDATION, 1))).isEqualTo("<unk><unk>a");
    assertThat(vocabulary.decode(tokens(prepared, Split.TEST, 1))).isEqualTo("bab");
    assertThat(prepared.facts())
        .containsEntry("text", "27 bytes in 1 file")
        .containsEntry("vocabulary", "3 characters");
  }

  private static int[] tokens(PreparedTask prepared, Split split, int shards) throws IOException {
    IntStream all = IntStream.empty();
    for (int shard = 0; shard < shards; shard++) {
      int[] tokens = prepared.reader().read(split, shard, shards).tokens;
      all = IntStream.concat(all, Arrays.stream(tokens));
    }
    return all.toArray();
  }

  @Test
  void shardsAreTheSplitWhateverTheirNumber() throws IOException {
    write("a.txt", "Zażółć gęślą jaźń. ".repeat(20));
    write("b.txt", "");
    write("c.txt", "Съешь же ещё этих мягких булок 😀 ".repeat(20));
    PreparedTask prepared = task.prepare(context(folder));
    for (Split split : Split.values()) {
      int[] whole = tokens(prepared, split, 1);
      for (int shards : new int[] {2, 3, 7, 64, 2000}) {
        assertThat(tokens(prepared, split, shards)).isEqualTo(whole);
      }
    }
    Batches batches =
        prepared.reader().batches(prepared.reader().read(Split.TRAIN, 0, 1), Split.TRAIN, 3, 4, 1);
    assertThat(batches.maxBatchSize()).isEqualTo(3);
  }

  @Test
  void canEmbed() throws IOException {
    Path file = write("a.txt", "abcd".repeat(50));
    DataSpec data = DataSpec.ofPath(file.toString(), 0.1, 0.1);
    assertThat(task.prepare(context(data, 3, 4)).input()).isEqualTo(InputSpec.embedding(5, 3));
  }

  @Test
  void reopenKeepsTheVocabularyOfTheModel() throws IOException {
    PreparedTask trained = task.prepare(context(write("a.txt", "abcd".repeat(50))));
    Path other = write("b.txt", "dcbaX");
    PreparedTask reopened =
        task.reopen(context(DataSpec.ofPath(other.toString(), 0, 1), 0, 100), trained.encoders());
    assertThat(reopened.encoders()).isEqualTo(trained.encoders());
    assertThat(tokens(reopened, Split.TEST, 1)).containsExactly(4, 3, 2, 1, 0);
    assertThat(reopened.facts()).containsEntry("test", "5 characters, 1 of them unknown (20.0 %)");
    assertFails(ExitCode.CORRUPT, () -> task.reopen(context(other), Map.of()))
        .hasMessageContaining("vocabulary.json");
  }

  @Test
  void refusesBadInput() throws IOException {
    assertFails(ExitCode.NO_INPUT, () -> task.prepare(context(folder.resolve("none"))))
        .hasMessageContaining("there is nothing at " + folder.resolve("none"));
    Path empty = write("empty.txt", "");
    assertFails(ExitCode.BAD_DATA, () -> task.prepare(context(empty)))
        .hasMessageContaining("has no text (0 bytes in 1 file)");
    Path little = write("little.txt", "abcdef");
    assertFails(ExitCode.BAD_DATA, () -> task.prepare(context(little)))
        .hasMessageContaining("has 5 characters, expected at least 6; give more text");
    Path text = write("text.txt", "abcdefgh");
    assertFails(ExitCode.BAD_DATA, () -> task.prepare(context(text)))
        .hasMessageContaining("the validation part")
        .hasMessageContaining("has 1 character, expected at least 2");
  }

  @Test
  void tellsTheFirstByteThatIsNoUtf8() throws IOException {
    byte[] bytes = "some text ".repeat(50).getBytes(StandardCharsets.UTF_8);
    bytes[123] = (byte) 0xC0;
    bytes[456] = (byte) 0xFF;
    Path file = Files.write(folder.resolve("bad.txt"), bytes);
    assertFails(ExitCode.BAD_DATA, () -> task.prepare(context(file)))
        .hasMessage(
            file + " is not valid UTF-8: byte 0xC0 at offset 123; convert it, e.g. with iconv");
  }

  @Test
  void refusesKeysOfOtherTasks() {
    assertFails(
            ExitCode.CONFIG, () -> task.prepare(context(DataSpec.generated(0, 5, 0.1, 0.1), 0, 4)))
        .hasMessageContaining("data.path: got none");
    assertFails(
            ExitCode.CONFIG, () -> task.prepare(context(new DataSpec("x", 0.1, 0.1, 0, 5), 0, 4)))
        .hasMessageContaining("data.examples");
    assertFails(ExitCode.CONFIG, () -> Tasks.of("chess"))
        .hasMessage(
            "task: got chess, expected one of language-model, adding-problem, reber,"
                + " classification, regression, tagging, music, events, forecasting, anomaly");
  }

  static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ExitCode code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RondoException.class, e -> assertThat(e.exitCode()).isEqualTo(code));
  }
}
