package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.ByteSpace;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.encode.Tokenizer.Kind;
import rondo.error.ExitCode;
import rondo.model.InputSpec;
import rondo.train.Evaluation;
import rondo.train.Sizing;

/** Language models of running text whose tokens are no characters. */
class TestTextTokens {
  @TempDir Path folder;
  private final LocalFileAccess files = new LocalFileAccess();

  /** A job over a text with a tenth of validation and test each. */
  private JobConfig job(Path text, String data) {
    String job =
        """
        data { path = "%s", %s }
        model { hidden = [4], embedding = 4, tied = true }
        training { truncate = 5, batch = 3 }
        """;
    return JobFile.of("x.conf", String.format(job, text, data), List.of()).job();
  }

  private PreparedTask prepare(JobConfig job) throws IOException {
    return new LanguageModel().prepare(context(job));
  }

  private TaskContext context(JobConfig job) {
    return new TaskContext(
        job.data(),
        job.model().embedding(),
        job.training().truncate(),
        1,
        files,
        RangeScanner.LOCAL);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Words of all lengths, in several scripts and with several kinds of white space. */
  private static String prose(int words) {
    Random random = new Random(5);
    String[] known = {"the", "cat", "Zażółć", "gęślą", "булок", "語語語", "😀", "sat,", "x"};
    String[] spaces = {" ", " ", " ", "  ", "\n", "\n\n", "\u3000", "\t"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(known[random.nextInt(known.length)]);
      if (random.nextInt(20) == 0) {
        text.append(known[random.nextInt(known.length)].repeat(random.nextInt(60)));
      }
      text.append(spaces[random.nextInt(spaces.length)]);
    }
    return text.toString();
  }

  private static int[] tokens(PreparedTask task, Split split, int shards) throws IOException {
    int[] all = {};
    for (int shard = 0; shard < shards; shard++) {
      int[] more = task.reader().read(split, shard, shards).tokens;
      int size = all.length;
      all = Arrays.copyOf(all, size + more.length);
      System.arraycopy(more, 0, all, size, more.length);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(names = "CHARACTERS", mode = Mode.EXCLUDE)
  void shardsAreTheSplitWhateverTheirNumber(Kind kind) throws IOException {
    write("a.txt", prose(400));
    write("b.txt", prose(300));
    PreparedTask task =
        prepare(job(folder, "vocabulary.most = auto, tokens = " + kind.noun() + "s"));
    Tokenizer tokenizer = LanguageModel.tokenizer(task.encoders());
    assertThat(tokenizer.kind()).isEqualTo(kind);
    List<String> parts = new ArrayList<>();
    for (Split split : Split.values()) {
      int[] whole = tokens(task, split, 1);
      for (int shards : new int[] {2, 3, 7, 64, 2000}) {
        assertThat(tokens(task, split, shards)).isEqualTo(whole);
      }
      parts.add(tokenizer.decode(whole));
    }
    if (kind != Kind.WORDS) {
      assertThat(String.join("", parts)).isEqualTo(prose(400) + prose(300));
    }
    int length = prose(700).getBytes(StandardCharsets.UTF_8).length;
    assertThat((double) tokens(task, Split.TEST, 1).length / tokens(task, Split.TRAIN, 1).length)
        .isCloseTo(0.1 / 0.8, within(200.0 / length + 0.03));
  }

  /** However a text is cut for counting, the same is learned; and from the learned part alone. */
  @ParameterizedTest
  @EnumSource(names = {"WORDS", "PIECES"})
  void rangesDoNotChangeWhatIsLearned(Kind kind) throws IOException {
    String learned = prose(800);
    Path file = write("a.txt", learned + "\nzzqqzzqq".repeat(60));
    TextSource source = new TextSource(files, new ByteSpace(files.list(file.toString())), true);
    long length = source.space().length();
    long end = learned.getBytes(StandardCharsets.UTF_8).length;
    TextSplits splits = new TextSplits(end, length, length);
    TextSpec spec = new TextSpec(kind, 300, 1);
    Tokenizer whole = learn(spec, source, splits, length, length);
    assertThat(whole.toJson()).doesNotContain("zzqq");
    if (kind == Kind.PIECES) {
      assertThat(whole.size()).isEqualTo(300);
      assertThat(whole.encode("zzqqzzqq")).hasSize(8);
    }
    for (int ranges : new int[] {3, 7}) {
      assertThat(learn(spec, source, splits, (length + ranges - 1) / ranges, length))
          .isEqualTo(whole);
    }
    Tokenizer sampled = learn(spec, source, splits, length, end / 2);
    assertThat(learn(spec, source, splits, 100, end / 2)).isEqualTo(sampled);
    assertThat(sampled.equals(whole)).isEqualTo(kind == Kind.WORDS); // all words are counted
  }

  private static Tokenizer learn(
      TextSpec spec, TextSource source, TextSplits splits, long partBytes, long learnedBytes)
      throws IOException {
    return TextLearning.learn(spec, source, splits, RangeScanner.LOCAL, partBytes, learnedBytes);
  }

  @Test
  void factsTellWhatIsUnknown() throws IOException {
    // A tenth of it begins in an "s", so behind it: with the line break after that.
    String text = "x " + "the cat s\n".repeat(8) + "dog cat s\n" + "dog sat\n";
    Path file = write("a.txt", text);
    PreparedTask task = prepare(job(file, "tokens = words"));
    assertThat(task.facts())
        .containsEntry("vocabulary", "5 words")
        .containsEntry("train", "32 words")
        .containsEntry("validation", "4 words, 1 of them unknown (25.0 %)")
        .containsEntry("test", "4 words, 2 of them unknown (50.0 %)");
    assertThat(task.input()).isEqualTo(InputSpec.embedding(6, 4));
    assertThat(task.metric().figures()).hasSize(5);
    JobConfig pieces = job(file, "tokens = pieces, vocabulary.most = 259");
    assertThat(prepare(pieces).facts()).containsEntry("vocabulary", "259 pieces");
    assertThat(prepare(pieces).input()).isEqualTo(InputSpec.embedding(259, 4));
    assertThat(prepare(job(file, "tokens = bytes")).facts())
        .containsEntry("vocabulary", "256 bytes")
        .containsEntry("train", "80 bytes");
    assertThat(prepare(job(file, "vocabulary.min-count = 9")).facts())
        .containsEntry("vocabulary", "2 characters"); // t and spaces are there most often
  }

  /** A model without any knowledge costs ln V nats a token, whatever the text. */
  @ParameterizedTest
  @EnumSource
  void bitsByTheByteAreThoseOfTheText(Kind kind) throws IOException {
    String line = "Съешь же ещё этих мягких булок\n";
    Path file = write("a.txt", line.repeat(100));
    JobConfig job = job(file, "tokens = " + kind.noun() + "s, vocabulary.min-count = 1");
    PreparedTask task = prepare(job);
    int parameters = Sizing.layout(job.model().spec(task.input(), task.outputs())).size();
    Evaluation test = TableJobs.test(job, task, new float[parameters]);
    Map<String, Double> values = test.values(task.metric());
    double nats = Math.log(task.outputs());
    TextSource source =
        new TextSource(
            files, new ByteSpace(files.list(file.toString())), job.data().text().isCutAtSpaces());
    TextSplits splits = TextSplits.of(job.data(), source);
    String part =
        new String(
            Arrays.copyOfRange(
                Files.readAllBytes(file), (int) splits.validationEnd(), (int) splits.testEnd()),
            StandardCharsets.UTF_8);
    int bytes = part.getBytes(StandardCharsets.UTF_8).length;
    double told = test.weight() / tokens(task, Split.TEST, 1).length; // all but the first token
    assertThat(values.get("perplexity")).isCloseTo(task.outputs(), within(0.05));
    assertThat(values.get("bits_per_byte"))
        .isCloseTo(test.weight() * nats / Math.log(2) / (bytes * told), within(1e-4));
    assertThat(values.get("nats_per_character"))
        .isCloseTo(test.weight() * nats / (part.length() * told), within(1e-4));
    if (kind == Kind.CHARACTERS) {
      assertThat(values.get("nats_per_character")).isCloseTo(test.loss(), within(1e-9));
    }
  }

  @Test
  void bytesNeedNotBeText() throws IOException {
    byte[] bytes = new byte[1000];
    new Random(3).nextBytes(bytes);
    Path file = Files.write(folder.resolve("a.bin"), bytes);
    PreparedTask task = prepare(job(file, "tokens = bytes"));
    int[] read = tokens(task, Split.TRAIN, 3);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(bytes[i] & 0xFF);
    }
    TestLanguageModel.assertFails(ExitCode.BAD_DATA, () -> prepare(job(file, "tokens = words")))
        .hasMessageContaining("is not valid UTF-8: byte 0x");
  }

  @Test
  void reopenKeepsTheTokensOfTheModel() throws IOException {
    JobConfig job = job(write("a.txt", "the cat sat\n".repeat(40)), "tokens = words");
    PreparedTask trained = prepare(job);
    TaskContext other =
        context(job(write("b.txt", "a cat\nsat on it\n".repeat(9)), "tokens=words"));
    PreparedTask reopened = new LanguageModel().reopen(other, trained.encoders());
    assertThat(reopened.encoders()).isEqualTo(trained.encoders());
    assertThat(reopened.facts().get("test")).contains("of them unknown");
    TaskContext bytes = context(job(folder, "tokens = bytes"));
    TestLanguageModel.assertFails(
            ExitCode.CORRUPT, () -> new LanguageModel().reopen(bytes, trained.encoders()))
        .hasMessage(
            "The tokens in vocabulary.json are words, but the model was trained with data.tokens ="
                + " bytes; take the whole model directory of its run");
  }

  @Test
  void tellsWhatIsTooLittle() throws IOException {
    Path file = write("a.txt", "a b c d e f g h i j k l");
    TestLanguageModel.assertFails(ExitCode.BAD_DATA, () -> prepare(job(file, "tokens = words")))
        .hasMessageContaining("part of " + file + " has ")
        .hasMessageContaining(" word")
        .hasMessageContaining("expected at least");
  }
}
