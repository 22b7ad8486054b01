package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rondo.task.TestLanguageModel.assertFails;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.config.JobConfig;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.model.CounterRandom;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;
import rondo.train.Evaluation;

class TestClassification {
  private static final String TEXTS =
      """
      task = classification
      data { inputs = [{ column = text, as = words, embedding = 4 }], target = class }
      model.hidden = [16]
      training { epochs = 12, batch = 8, optimizer.learning-rate = 0.02 }
      """;

  private static final String SERIES =
      """
      task = classification
      data { inputs = [x, y], target = class, time = at }
      model.hidden = [8]
      """;

  @TempDir private Path folder;

  /** The class of a text is told by its first word. */
  private static StagedTable texts() {
    StagedTable table =
        new StagedTable(
            List.of(Field.of("text", ValueType.TEXT), Field.of("class", ValueType.TEXT)),
            List.of());
    for (int s = 0; s < 160; s++) {
      StringBuilder text = new StringBuilder();
      for (int t = 0; t < 3 + s % 4; t++) {
        text.append(t == 0 ? "" : " ").append("w").append(CounterRandom.below(s, t, 4));
      }
      table.sequence(
          s % 8 < 6 ? Split.TRAIN : s % 8 == 6 ? Split.VALIDATION : Split.TEST,
          text.toString(),
          "class " + text.charAt(1));
    }
    return table;
  }

  private static StagedTable series(boolean ofSteps) {
    Field label = Field.of("class", ValueType.TEXT);
    Field x = Field.of("x", ValueType.NUMBER);
    Field y = Field.of("y", ValueType.NUMBER);
    return new StagedTable(
        ofSteps ? List.of() : List.of(label), ofSteps ? List.of(x, y, label) : List.of(x, y));
  }

  @Test
  void classesOfTextsAreLearned() throws IOException {
    JobConfig job = TableJobs.job(TEXTS);
    Table table = texts().write(folder, 3);
    PreparedTask task = TableJobs.prepare(job, table);

    assertThat(task.outputs()).isZero();
    assertThat(task.sequenceOutputs()).isEqualTo(4);
    assertThat(task.facts())
        .containsEntry("train", "120 sequences of 3 to 6 time steps, 500 in all");
    assertThat(task.facts().get("classes")).startsWith("4, most often class ");
    assertThat(task.baselines().get("frequencies of classes")).isCloseTo(Math.log(4), within(0.15));

    float[] parameters = TableJobs.train(job, task);
    Evaluation test = TableJobs.test(job, task, parameters);
    assertThat(test.loss()).isLessThan(0.1); // the frequencies alone: about ln 4
    assertThat(test.values(task.metric()).get("accuracy")).isGreaterThan(0.95);

    PreparedTask again = TableJobs.reopen(job, table, task.encoders());
    assertThat(again.encoders()).isEqualTo(task.encoders());
    assertThat(TableJobs.test(job, again, parameters)).isEqualTo(test);
  }

  @Test
  void balancedClassesWeighTheSame() throws IOException {
    StagedTable rows = series(false);
    for (int s = 0; s < 8; s++) {
      rows.sequence(Split.TRAIN, s < 6 ? "often" : "rare").step((double) s, 0.0);
    }
    Table table = rows.write(folder, 1);
    PreparedTask task = TableJobs.prepare(TableJobs.job(SERIES + "data.balanced = true\n"), table);

    assertThat(task.loss().classWeights()).containsExactly(8 / (2 * 6.0), 8 / (2 * 2.0));
    assertThat(task.baselines().get("all classes alike")).isCloseTo(Math.log(2), within(1e-12));
    assertThat(TableJobs.prepare(TableJobs.job(SERIES), table).loss().isWeighted()).isFalse();
  }

  @Test
  void aTextWithoutWordsIsABadRecord() throws IOException {
    StagedTable rows = texts().sequence(Split.TRAIN, "  ", "class 1");
    Table table = rows.write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(TEXTS), table))
        .hasMessage(
            "data.path: 1 of 161 sequences of rows cannot be used: rows:161 (empty: it has no time"
                + " steps); correct them, or leave them out with data.on-bad-record = skip");
    PreparedTask task =
        TableJobs.prepare(TableJobs.job(TEXTS + "data.on-bad-record = skip\n"), table);
    assertThat(task.reader().read(Split.TRAIN, 0, 1).size()).isEqualTo(120);
  }

  @Test
  void aSequenceHasOneClassAndAllItsTimeSteps() throws IOException {
    Table table =
        series(false)
            .sequence(Split.TRAIN, "b")
            .step(1.0, 0.0)
            .step(3.0, 0.0)
            .sequence(Split.TRAIN, "a")
            .step(2.0, 6.0)
            .write(folder, 1);
    PreparedTask task = TableJobs.prepare(TableJobs.job(SERIES), table);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);

    assertThat(store.offsets).containsExactly(0, 2, 3);
    assertThat(store.sequenceClasses).containsExactly(1, 0);
    assertThat(store.features).hasSize(6);
    assertThat(store.features[0]).isEqualTo(-store.features[2]); // scaled: the mean of x is 2
    assertThat(store.features[4]).isZero();
  }

  @Test
  void aWindowIsWhatItsLastTimeStepIs() throws IOException {
    StagedTable rows = series(true).sequence(Split.TRAIN);
    for (int t = 0; t < 8; t++) {
      rows.step((double) t, 0.0, t < 4 ? "low" : "high");
    }
    rows.sequence(Split.TRAIN).step(9.0, 0.0, "high"); // shorter than a window: one all the same
    Table table = rows.write(folder, 1);
    PreparedTask task =
        TableJobs.prepare(TableJobs.job(SERIES + "data { window = 3, stride = 2 }\n"), table);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);

    // Time steps 0-2, 2-4, 4-6; the eighth fills no window.
    assertThat(store.offsets).containsExactly(0, 3, 6, 9, 10);
    assertThat(store.sequenceClasses).containsExactly(1, 0, 0, 0);
    assertThat(task.facts().get("classes")).isEqualTo("2, most often high (75.0 %)");

    assertFails(ExitCode.CONFIG, () -> TableJobs.prepare(TableJobs.job(SERIES), table))
        .hasMessage(
            "data.target: got class, which has a value at each time step, expected one a sequence;"
                + " name another column, or use task = tagging to tell each time step");
  }

  @Test
  void aModelWithoutItsEncodersIsNotWhole() throws IOException {
    Table table = texts().write(folder, 1);

    assertFails(ExitCode.CORRUPT, () -> TableJobs.reopen(TableJobs.job(TEXTS), table, Map.of()))
        .hasMessage("The model has no features.json; take the whole model directory of its run");
  }

  @Test
  void dataWithoutTargetsCanBeRead() throws IOException {
    PreparedTask trained = TableJobs.prepare(TableJobs.job(TEXTS), texts().write(folder, 1));
    Table table =
        new StagedTable(List.of(Field.of("text", ValueType.TEXT)), List.of())
            .sequence(Split.TEST, "w1 w0 new")
            .write(folder, 1);
    PreparedTask task = TableJobs.reopen(TableJobs.job(TEXTS), table, trained.encoders());

    assertThat(task.sequenceOutputs()).isEqualTo(4);
    assertThat(task.reader().layout().sequenceClasses()).isZero();
    assertThat(task.reader().read(Split.TEST, 0, 1).offsets).containsExactly(0, 3);
    assertThat(task.baselines()).isEmpty();
  }
}
