package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rondo.task.TestLanguageModel.assertFails;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

class TestRegression {
  private static final String JOB =
      """
      task = regression
      data { inputs = [x], target = [first, mean] }
      model.hidden = [16]
      training { epochs = 30, batch = 8, optimizer.learning-rate = 0.02 }
      """;

  @TempDir private Path folder;

  private static StagedTable table() {
    return new StagedTable(
        List.of(Field.of("first", ValueType.NUMBER), Field.of("mean", ValueType.NUMBER)),
        List.of(Field.of("x", ValueType.NUMBER)));
  }

  /** The first number of a sequence, and 1000 times the mean of all. */
  private static StagedTable series() {
    StagedTable table = table();
    for (int s = 0; s < 240; s++) {
      int length = 4 + s % 3;
      double sum = 0;
      for (int t = 0; t < length; t++) {
        sum += CounterRandom.uniform(s, t);
      }
      table.sequence(
          s % 8 < 6 ? Split.TRAIN : s % 8 == 6 ? Split.VALIDATION : Split.TEST,
          CounterRandom.uniform(s, 0),
          1000 * sum / length);
      for (int t = 0; t < length; t++) {
        table.step(CounterRandom.uniform(s, t));
      }
    }
    return table;
  }

  @Test
  void numbersAreLearned() throws IOException {
    JobConfig job = TableJobs.job(JOB);
    Table table = series().write(folder, 3);
    PreparedTask task = TableJobs.prepare(job, table);

    assertThat(task.outputs()).isZero();
    assertThat(task.sequenceOutputs()).isEqualTo(2);
    assertThat(task.encoders()).containsOnlyKeys("features.json", "targets.json");
    assertThat(task.facts().get("target first")).startsWith("mean 0.");
    assertThat(task.facts().get("target mean")).matches("mean 50?.*, standard deviation 1.*");
    assertThat(task.baselines().get("always the mean")).isCloseTo(1, within(0.3));

    float[] parameters = TableJobs.train(job, task);
    Evaluation test = TableJobs.test(job, task, parameters);
    assertThat(test.loss()).isLessThan(0.2); // always the mean: about 1
    // In the units of the columns, of which the second has a standard deviation above 100.
    assertThat(test.values(task.metric()).get("mae")).isBetween(2.0, 50.0);

    PreparedTask again = TableJobs.reopen(job, table, task.encoders());
    assertThat(again.encoders()).isEqualTo(task.encoders());
    assertThat(TableJobs.test(job, again, parameters)).isEqualTo(test);
  }

  @Test
  void targetsAreScaledByTheTrainingPart() throws IOException {
    Table table =
        table()
            .sequence(Split.TRAIN, 10.0, 7.0)
            .step(0.0)
            .sequence(Split.TRAIN, 30.0, 7.0)
            .step(1.0)
            .sequence(Split.TEST, 50.0, 8.0)
            .step(1.0)
            .write(folder, 2);
    PreparedTask task = TableJobs.prepare(TableJobs.job(JOB), table);

    assertThat(task.reader().read(Split.TRAIN, 0, 1).sequenceValues).containsExactly(-1, 0, 1, 0);
    // A target that never changes is moved to 0 and keeps its unit.
    SequenceStore test = task.reader().read(Split.TEST, 0, 1);
    assertThat(test.sequenceValues).containsExactly(3, 1);
    assertThat(task.baselines().get("always the mean")).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aWindowIsToldByItsLastTimeStep() throws IOException {
    StagedTable rows =
        new StagedTable(
            List.of(), List.of(Field.of("x", ValueType.NUMBER), Field.of("y", ValueType.NUMBER)));
    rows.sequence(Split.TRAIN);
    for (int t = 0; t < 5; t++) {
      rows.step((double) t, 2.0 * t);
    }
    Table table = rows.write(folder, 1);
    String job =
        """
        task = regression
        data { inputs = [x], target = y, time = at }
        """;
    PreparedTask task = TableJobs.prepare(TableJobs.job(job + "data.window = 3\n"), table);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);

    assertThat(store.offsets).containsExactly(0, 3, 6, 9);
    double deviation = Math.sqrt(8 / 3.0); // of 4, 6 and 8
    assertThat(store.sequenceValues)
        .containsExactly((float) (-2 / deviation), 0f, (float) (2 / deviation));

    assertFails(ExitCode.CONFIG, () -> TableJobs.prepare(TableJobs.job(job), table))
        .hasMessage(
            "data.target: got y, which has a value at each time step, expected one a sequence; name"
                + " another column, or set data.window to tell that of its last one");
  }

  @Test
  void aMissingTargetIsABadRecord() throws IOException {
    Table table = series().sequence(Split.TEST, 1.0, null).step(0.0).write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessage(
            "data.path: 1 of 241 sequences of rows cannot be used: rows:241 (missing-target: column"
                + " mean has no value); correct them, or leave them out with data.on-bad-record ="
                + " skip");
  }

  @Test
  void scalesAreReadAsTheyWereWritten() throws IOException {
    PreparedTask task = TableJobs.prepare(TableJobs.job(JOB), series().write(folder, 1));
    String json = task.encoders().get("targets.json");

    assertThat(TargetScales.read(json, "targets.json", 2).toJson()).isEqualTo(json);
    assertFails(ExitCode.CORRUPT, () -> TargetScales.read(json, "targets.json", 3))
        .hasMessage(
            "targets.json is not the scales of targets (it has 2 of 3 targets); take it from the"
                + " model's training run");
  }
}
