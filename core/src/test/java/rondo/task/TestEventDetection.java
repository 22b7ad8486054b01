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
import rondo.model.InputSpec;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;
import rondo.train.Evaluation;

class TestEventDetection {
  private static final String JOB =
      """
      task = events, data.target = event
      model { hidden = [16], embedding = 6 }
      training { epochs = 12, batch = 8, optimizer.learning-rate = 0.02 }
      """;

  @TempDir private Path folder;

  private static StagedTable table() {
    return new StagedTable(List.of(), List.of(Field.of("event", ValueType.TEXT)));
  }

  private static StagedTable sequence(StagedTable table, Split split, String events) {
    table.sequence(split);
    for (String event : events.split(" ")) {
      table.step(event);
    }
    return table;
  }

  /** What is opened is closed by its own name, however long it was used. */
  private static StagedTable doors() {
    StagedTable table = table();
    for (int s = 0; s < 96; s++) {
      String door = s % 2 == 0 ? "a" : "b";
      String use = " use".repeat(1 + s % 3);
      Split split = s < 64 ? Split.TRAIN : s < 80 ? Split.VALIDATION : Split.TEST;
      sequence(table, split, "open-" + door + use + " close-" + door);
    }
    return table;
  }

  @Test
  void theNextEventIsLearned() throws IOException {
    JobConfig job = TableJobs.job(JOB);
    Table table = doors().write(folder, 3);
    PreparedTask task = TableJobs.prepare(job, table);

    assertThat(task.input()).isEqualTo(InputSpec.embedding(7, 6));
    assertThat(task.outputs()).isEqualTo(6);
    assertThat(task.facts())
        .containsEntry("train", "64 sequences of 3 to 5 time steps, 255 in all")
        .containsEntry("events", "5, most often use (49.8 %)");
    double baseline = task.baselines().get("frequencies of events");
    assertThat(baseline).isCloseTo(1.39, within(0.05)); // half use, an eighth each of four others

    float[] parameters = TableJobs.train(job, task);
    Evaluation test = TableJobs.test(job, task, parameters);
    Map<String, Double> metrics = task.metric().values(test.counts());
    // A coin for the door, and about one for each use: 2 of 4 steps are told for certain.
    assertThat(test.loss()).isLessThan(0.45 * baseline);
    assertThat(metrics.get("top_3")).isEqualTo(1);
    assertThat(metrics.get("accuracy")).isBetween(0.5, 0.9);
    assertThat(metrics.get("unknown")).isZero();

    PreparedTask again = TableJobs.reopen(job, table, task.encoders());
    assertThat(again.encoders()).isEqualTo(task.encoders());
    assertThat(TableJobs.test(job, again, parameters)).isEqualTo(test);
  }

  @Test
  void eachEventIsToldFromTheOneBeforeAndTheFirstFromNone() throws IOException {
    StagedTable rows = sequence(table(), Split.TRAIN, "b a b");
    Table table = sequence(rows, Split.TEST, "a panic b").write(folder, 1);
    PreparedTask task = TableJobs.prepare(TableJobs.job(JOB), table);

    SequenceStore train = task.reader().read(Split.TRAIN, 0, 1);
    assertThat(train.tokens).containsExactly(3, 1, 0);
    assertThat(train.targetClasses).containsExactly(1, 0, 1);
    SequenceStore test = task.reader().read(Split.TEST, 0, 1);
    assertThat(test.tokens).containsExactly(3, 0, 2);
    assertThat(test.targetClasses).containsExactly(0, 2, 1);
    // Of 3 events in all, each of 3 classes counted once more: b, a, b.
    assertThat(task.baselines().get("frequencies of events"))
        .isCloseTo(-(2 * Math.log(3 / 6.0) + Math.log(2 / 6.0)) / 3, within(1e-9));
  }

  @Test
  void windowsGoOnFromTheEventBeforeThem() throws IOException {
    Table table = sequence(table(), Split.TRAIN, "a b c d e").write(folder, 1);
    JobConfig job = TableJobs.job(JOB + "data { window = 2, stride = 2 }");
    SequenceStore store = TableJobs.prepare(job, table).reader().read(Split.TRAIN, 0, 1);

    assertThat(store.offsets).containsExactly(0, 2, 4, 5);
    assertThat(store.tokens).containsExactly(6, 0, 1, 2, 3);
    assertThat(store.targetClasses).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatCannotBeLearnedIsRefused() throws IOException {
    Table one = sequence(table(), Split.TRAIN, "a a").write(folder, 1);
    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), one))
        .hasMessage(
            "data.target: all values of column event in the training part are \"a\", expected two"
                + " classes at least");
    Table none = sequence(table(), Split.TEST, "a b").write(folder, 1);
    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), none))
        .hasMessageStartingWith("data.path: the training part of rows has no sequences");
    Table whole =
        new StagedTable(List.of(Field.of("event", ValueType.TEXT)), List.of())
            .sequence(Split.TRAIN, "a")
            .write(folder, 1);
    assertFails(ExitCode.CONFIG, () -> TableJobs.prepare(TableJobs.job(JOB), whole))
        .hasMessage(
            "data.target: got event, which has no value at each time step, expected a column with"
                + " an event at each; name its column of data.time, or make a list of its events in"
                + " data.query");
    assertFails(ExitCode.CORRUPT, () -> EventDetection.events(Map.of()))
        .hasMessage("The model has no events.json; take the whole model directory of its run");
  }
}
