package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.config.JobConfig;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.encode.Tokenizer;
import rondo.encode.Tokenizer.Kind;
import rondo.error.ExitCode;
import rondo.export.SavedModel;
import rondo.local.TextModel;
import rondo.model.InputSpec;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;
import rondo.train.Evaluation;
import rondo.train.Sampling;
import rondo.train.Sizing;

/** Language models of a column of texts. */
class TestTextRows {
  @TempDir Path folder;

  private static JobConfig job(Kind kind, String more) {
    return TableJobs.job(
        "task = language-model, data { target = text, tokens = "
            + kind.noun()
            + "s }, model.hidden = [16]\n"
            + more);
  }

  private Table table(int shards) throws IOException {
    StagedTable rows =
        new StagedTable(
            List.of(Field.of("id", ValueType.NUMBER), Field.of("text", ValueType.TEXT)), List.of());
    for (int i = 0; i < 40; i++) {
      rows.sequence(Split.TRAIN, (double) i, i % 2 == 0 ? "ab" : "b\na a");
    }
    return rows.sequence(Split.VALIDATION, 1.0, "ab")
        .sequence(Split.TEST, 1.0, "b é")
        .sequence(Split.TEST, 2.0, "")
        .write(folder, shards);
  }

  @Test
  void aTextIsToldToItsEnd() throws IOException {
    PreparedTask task = TableJobs.prepare(job(Kind.CHARACTERS, ""), table(1));
    Tokenizer tokenizer = LanguageModel.tokenizer(task.encoders());
    int end = tokenizer.size();
    assertThat(task.input()).isEqualTo(InputSpec.oneHot(end + 1));
    assertThat(task.outputs()).isEqualTo(end + 1);
    SequenceStore test = task.reader().read(Split.TEST, 0, 1);
    int[] text = tokenizer.encode("b é");
    assertThat(test.size()).isEqualTo(2);
    assertThat(test.tokens).containsExactly(end, text[0], text[1], text[2], end);
    assertThat(test.targetClasses).containsExactly(text[0], text[1], text[2], end, end);
    assertThat(task.facts())
        .containsEntry("vocabulary", "4 characters, and the end of a text")
        .containsEntry("train", "40 texts, 140 characters")
        .containsEntry("test", "2 texts, 3 characters, 1 of them unknown (33.3 %)");
  }

  @ParameterizedTest
  @EnumSource
  void shardsDoNotChangeWhatIsLearned(Kind kind) throws IOException {
    PreparedTask one = TableJobs.prepare(job(kind, ""), table(1));
    for (int shards : new int[] {3, 7}) {
      PreparedTask several = TableJobs.prepare(job(kind, ""), table(shards));
      assertThat(several.encoders()).isEqualTo(one.encoders());
      assertThat(several.facts()).isEqualTo(one.facts());
    }
    assertThat(LanguageModel.tokenizer(one.encoders()).kind()).isEqualTo(kind);
  }

  /** Five targets, an end each among them, cost ln V each, for four bytes and three characters. */
  @Test
  void bitsByTheByteCountTheEnds() throws IOException {
    JobConfig job = job(Kind.CHARACTERS, "");
    PreparedTask task = TableJobs.prepare(job, table(1));
    int size = Sizing.layout(job.model().spec(task.input(), task.outputs())).size();
    Evaluation test = TableJobs.test(job, task, new float[size]);
    Map<String, Double> values = test.values(task.metric());
    double nats = 5 * Math.log(6);
    assertThat(test.weight()).isEqualTo(5);
    assertThat(values.get("bits_per_byte")).isCloseTo(nats / Math.log(2) / 4, within(1e-4));
    assertThat(values.get("nats_per_character")).isCloseTo(nats / 3, within(1e-4));
    assertThat(values.get("unknown")).isEqualTo(0.2);
  }

  @Test
  void aWrittenTextEnds() throws IOException {
    JobConfig job =
        job(
            Kind.CHARACTERS,
            "training { epochs = 60, batch = 10, optimizer.learning-rate = 0.02 }\n"
                + "rounds.local-steps = 4");
    PreparedTask task = TableJobs.prepare(job, table(1));
    float[] parameters = TableJobs.train(job, task);
    SavedModel saved =
        new SavedModel(
            "language-model",
            job.model().spec(task.input(), task.outputs()),
            task.loss(),
            job.resolved(),
            Map.of(),
            task.encoders(),
            parameters);
    TextModel model = new TextModel(saved);
    assertThat(model.write("", 100, new Sampling(0, 0, 1), 1)).isIn("ab", "b\na a");
    assertThat(model.write("b", 100, new Sampling(0, 0, 1), 1)).isEqualTo("\na a");
    assertThat(model.write("a", 1, new Sampling(0, 0, 1), 1)).isEqualTo("b");
  }

  @Test
  void tokensOfAModelAreKept() throws IOException {
    PreparedTask trained = TableJobs.prepare(job(Kind.WORDS, ""), table(1));
    StagedTable rows = new StagedTable(List.of(Field.of("text", ValueType.TEXT)), List.of());
    Table other = rows.sequence(Split.TEST, "a new text").write(folder, 1);
    PreparedTask reopened = TableJobs.reopen(job(Kind.WORDS, ""), other, trained.encoders());
    assertThat(reopened.encoders()).isEqualTo(trained.encoders());
    assertThat(reopened.facts())
        .containsEntry("test", "1 text, 3 words, 2 of them unknown (66.7 %)");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Table table = table(1);
    TestLanguageModel.assertFails(
            ExitCode.CONFIG,
            () ->
                TableJobs.prepare(TableJobs.job("task = language-model, data.target = id"), table))
        .hasMessage("data.target: got id, expected a column with one text in each row");
    StagedTable rows = new StagedTable(List.of(Field.of("text", ValueType.TEXT)), List.of());
    Table empty = rows.sequence(Split.TEST, "a").write(folder, 1);
    TestLanguageModel.assertFails(
            ExitCode.BAD_DATA, () -> TableJobs.prepare(job(Kind.WORDS, ""), empty))
        .hasMessageContaining("the training part of rows has no texts, expected at least one");
  }

  @Test
  void ofAllTextsThatAreTooManyPiecesAreLearnedFromASample() {
    long taken =
        IntStream.range(0, 10_000).filter(i -> TextRows.isLearned("text " + i, 0.25)).count();
    assertThat(taken).isBetween(2_300L, 2_700L);
    assertThat(IntStream.range(0, 100)).allMatch(i -> TextRows.isLearned("text " + i, 1.5));
  }
}
