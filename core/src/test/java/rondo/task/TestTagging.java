package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rondo.task.TestLanguageModel.assertFails;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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

class TestTagging {
  private static final String JOB =
      """
      task = tagging
      data { inputs = [{ column = word, as = category }], target = tag }
      model.hidden = [16]
      training { epochs = 12, batch = 8, optimizer.learning-rate = 0.02 }
      """;

  @TempDir private Path folder;

  private static StagedTable table() {
    return new StagedTable(
        List.of(Field.of("intent", ValueType.TEXT)),
        List.of(Field.of("word", ValueType.TEXT), Field.of("tag", ValueType.TEXT)));
  }

  /** The tag of a word tells whether the word before it was the same. */
  private static StagedTable repeats() {
    StagedTable table = table();
    for (int s = 0; s < 160; s++) {
      table.sequence(
          s % 8 < 6 ? Split.TRAIN : s % 8 == 6 ? Split.VALIDATION : Split.TEST,
          "begins with " + CounterRandom.below(s, 0, 3));
      int before = -1;
      for (int t = 0; t < 6 + s % 5; t++) {
        int word = CounterRandom.below(s, t, 3);
        table.step("w" + word, word == before ? "same" : "other");
        before = word;
      }
    }
    return table;
  }

  @Test
  void tagsAreLearned() throws IOException {
    JobConfig job = TableJobs.job(JOB);
    Table table = repeats().write(folder, 4);
    PreparedTask task = TableJobs.prepare(job, table);

    assertThat(task.outputs()).isEqualTo(2);
    assertThat(task.sequenceOutputs()).isZero();
    assertThat(task.facts().get("train")).startsWith("120 sequences of 6 to 10 time steps, ");
    assertThat(task.facts().get("tags")).isEqualTo("2, most often other (69.1 %)");
    assertThat(task.baselines().get("frequencies of tags")).isBetween(0.55, 0.68);

    float[] parameters = TableJobs.train(job, task);
    Evaluation test = TableJobs.test(job, task, parameters);
    assertThat(test.loss()).isLessThan(0.1); // the frequencies alone: about 0.6
    assertThat(test.values(task.metric()).get("accuracy")).isGreaterThan(0.95);

    PreparedTask again = TableJobs.reopen(job, table, task.encoders());
    assertThat(again.encoders()).isEqualTo(task.encoders());
    assertThat(TableJobs.test(job, again, parameters)).isEqualTo(test);
  }

  @Test
  void tagsAndAClassAreLearnedFromWordsAndTheirParts() throws IOException {
    JobConfig job =
        TableJobs.job(
            JOB
                + """
                data.inputs = [
                  { column = word, as = category, embedding = 4 }
                  { column = word, as = affixes, embedding = 3 }
                ]
                data.target = [tag, intent]
                model { bidirectional = true, pooling = max }
                """);
    Table table = repeats().write(folder, 2);
    PreparedTask task = TableJobs.prepare(job, table);

    float[] parameters = TableJobs.train(job, task);
    Evaluation test = TableJobs.test(job, task, parameters);
    assertThat(test.values(task.metric()).get("tags_accuracy")).isGreaterThan(0.95);
    assertThat(test.values(task.metric()).get("class_accuracy")).isGreaterThan(0.95);

    PreparedTask again = TableJobs.reopen(job, table, task.encoders());
    assertThat(TableJobs.test(job, again, parameters)).isEqualTo(test);
  }

  @Test
  void tagsAndAClassOfTheSequence() throws IOException {
    Table table =
        table()
            .sequence(Split.TRAIN, "ask")
            .step("a", "X")
            .step("b", "Y")
            .sequence(Split.TRAIN, "tell")
            .step("b", "X")
            .write(folder, 1);
    JobConfig job = TableJobs.job(JOB + "data.target = [tag, intent]\n");
    PreparedTask task = TableJobs.prepare(job, table);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);

    assertThat(task.outputs()).isEqualTo(2);
    assertThat(task.sequenceOutputs()).isEqualTo(2);
    assertThat(task.encoders()).containsOnlyKeys("features.json", "tags.json", "labels.json");
    assertThat(store.targetClasses).containsExactly(0, 1, 0);
    assertThat(store.sequenceClasses).containsExactly(0, 1);
    // Three tags of 3 ln 3 - 2 ln 2 nats and two classes of ln 2 each, over three time steps.
    assertThat(task.baselines().get("frequencies of tags")).isCloseTo(Math.log(3), within(1e-12));

    assertFails(
            ExitCode.CONFIG,
            () -> TableJobs.prepare(TableJobs.job(JOB + "data.target = [intent, tag]\n"), table))
        .hasMessage(
            "data.target: got intent, which has one value a sequence, expected one at each time"
                + " step; name the tags first, then the class of the sequence");
  }

  @Test
  void windowsCoverEveryTimeStep() throws IOException {
    StagedTable rows = table().sequence(Split.TRAIN, "x");
    for (int t = 0; t < 8; t++) {
      rows.step("w" + t, t % 2 == 0 ? "even" : "odd");
    }
    rows.sequence(Split.TRAIN, "x").step("w0", "even").step("w1", "odd");
    Table table = rows.write(folder, 1);
    JobConfig job = TableJobs.job(JOB + "data { window = 3, stride = 3 }\n");
    PreparedTask task = TableJobs.prepare(job, table);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);

    assertThat(store.offsets).containsExactly(0, 3, 6, 8, 10);
    assertThat(store.targetClasses).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(task.facts())
        .containsEntry("train", "2 sequences of 2 to 8 time steps in 4 windows, 10 in all");
  }

  @Test
  void overlappingWindowsKeepTheirOrder() throws IOException {
    StagedTable rows = table().sequence(Split.TRAIN, "x");
    for (int t = 0; t < 7; t++) {
      rows.step("w", "t" + t);
    }
    Table table = rows.write(folder, 1);
    JobConfig job = TableJobs.job(JOB + "data { window = 4, stride = 2 }\n");
    SequenceStore store = TableJobs.prepare(job, table).reader().read(Split.TRAIN, 0, 1);

    assertThat(store.offsets).containsExactly(0, 4, 8, 11);
    assertThat(store.targetClasses).containsExactly(0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6);
  }

  /** The loss counts a tag once a window, and so does what it is compared with. */
  @Test
  void theBaselineIsThatOfTheWindows() throws IOException {
    Table table =
        table()
            .sequence(Split.TRAIN, "x")
            .step("a", "X")
            .step("a", "Y")
            .step("a", "Y")
            .step("a", "Y")
            .write(folder, 1);
    PreparedTask task =
        TableJobs.prepare(TableJobs.job(JOB + "data { window = 2, stride = 1 }\n"), table);
    // X is in one window, the three Y in five places of windows; one in four and three in four.
    double nats = -Math.log(0.25) - 5 * Math.log(0.75);
    assertThat(task.baselines().get("frequencies of tags")).isCloseTo(nats / 6, within(1e-12));
    task = TableJobs.prepare(TableJobs.job(JOB + "data { window = 3, stride = 2 }\n"), table);
    assertThat(task.baselines().get("frequencies of tags")) // X Y Y and Y Y
        .isCloseTo((-Math.log(0.25) - 4 * Math.log(0.75)) / 5, within(1e-12));
  }

  @Test
  void partsThatFollowEachOtherInTimeAreSequencesOfTheirOwn() throws IOException {
    StagedTable rows = table();
    for (int s = 0; s < 2; s++) {
      rows.sequence(Split.TRAIN, "x")
          .stepOf(Split.TRAIN, "a", "X")
          .stepOf(Split.TRAIN, "b", "Y")
          .stepOf(Split.VALIDATION, "a", "Y")
          .stepOf(Split.TEST, "b", "X")
          .stepOf(Split.TEST, "b", s == 0 ? "Y" : "Z"); // a tag that the training part lacks
    }
    Table table = rows.write(folder, 2);
    JobConfig job =
        TableJobs.job(
            JOB
                + """
                data { time = at, split { by = time, validation-from = 2, test-from = 3 } }
                data { on-bad-record = skip, bad-records = 0.2 }
                """);
    PreparedTask task = TableJobs.prepare(job, table);

    assertThat(task.reader().read(Split.TRAIN, 0, 1).offsets).containsExactly(0, 2, 4);
    assertThat(task.reader().read(Split.VALIDATION, 0, 1).targetClasses).containsExactly(1, 1);
    SequenceStore test = task.reader().read(Split.TEST, 0, 1);
    assertThat(test.targetClasses).containsExactly(0, 1); // of the first sequence alone
    assertThat(task.facts())
        .containsEntry("test", "1 sequence of 2 time steps, 2 in all")
        .containsEntry("left out", "unknown-label 1");
    assertThat(task.reader().read(Split.TEST, 1, 2).size()).isZero();
  }

  @Test
  void badSequencesAreNamedOrLeftOut() throws IOException {
    StagedTable rows = table();
    for (int s = 0; s < 12; s++) {
      rows.sequence(Split.TRAIN, "x").step("a", "X").step("b", s == 5 ? null : "Y");
    }
    rows.sequence(Split.VALIDATION, "x");
    for (int s = 0; s < 11; s++) {
      rows.sequence(Split.TEST, "x").step("a", "Z");
    }
    rows.sequence(Split.TEST, "x").step("a", "X");
    Table table = rows.write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessageStartingWith(
            "data.path: 13 of 25 sequences of rows cannot be used: rows:6 (missing-target: column"
                + " tag has no value), rows:13 (empty: it has no time steps), rows:14"
                + " (unknown-label: column tag has \"Z\", which the training part lacks), rows:15 ")
        .hasMessageEndingWith(
            " and others; correct them, or leave them out with data.on-bad-record = skip");
    String skip = JOB + "data.on-bad-record = skip\n";
    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(skip), table))
        .hasMessageEndingWith(" and others; correct them, or raise data.bad-records above 0.1");
    JobConfig lenient = TableJobs.job(skip + "data.bad-records = 0.6\n");
    PreparedTask task = TableJobs.prepare(lenient, table);
    assertThat(task.facts())
        .containsEntry("left out", "empty 1, missing-target 1, unknown-label 11");
    assertThat(task.reader().read(Split.TRAIN, 0, 1).size()).isEqualTo(11);
    assertThat(task.reader().read(Split.VALIDATION, 0, 1).size()).isZero();
    assertThat(task.reader().read(Split.TEST, 0, 1).size()).isEqualTo(1);
  }

  @Test
  void anyNumberOfShardsIsTheWholeTable() throws IOException {
    Table table = repeats().write(folder, 4);
    ShardReader reader = TableJobs.prepare(TableJobs.job(JOB), table).reader();
    SequenceStore whole = reader.read(Split.TRAIN, 0, 1);
    for (int shards : new int[] {2, 3, 4, 7}) {
      int[] classes = new int[0];
      for (int shard = 0; shard < shards; shard++) {
        int[] part = reader.read(Split.TRAIN, shard, shards).targetClasses;
        int before = classes.length;
        classes = Arrays.copyOf(classes, before + part.length);
        System.arraycopy(part, 0, classes, before, part.length);
      }
      assertThat(classes).isEqualTo(whole.targetClasses);
    }
  }

  @Test
  void oneTagAloneIsNothingToLearn() throws IOException {
    Table table = table().sequence(Split.TRAIN, "x").step("a", "X").write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessage(
            "data.target: all values of column tag in the training part are \"X\", expected two"
                + " classes at least");
  }

  @Test
  void aTargetOfManyDifferentValuesIsNoClass() throws IOException {
    StagedTable rows = table().sequence(Split.TRAIN, "x");
    for (int t = 0; t <= TableScan.MOST_LABELS; t++) {
      rows.step("a", "t" + t);
    }
    Table table = rows.write(folder, 1);

    assertFails(ExitCode.CONFIG, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessage(
            "data.target: column tag has more than 65536 different values, expected classes; a"
                + " number is told by task = regression");
  }

  @Test
  void withoutATrainingPartThereIsNothingToLearn() throws IOException {
    Table table = table().sequence(Split.TEST, "x").step("a", "X").write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessageStartingWith("The learned part of the table has no time step");
  }

  @Test
  void sequencesAreLearnedWhole() throws IOException {
    Table table = repeats().write(folder, 1);

    assertFails(
            ExitCode.CONFIG,
            () -> TableJobs.prepare(TableJobs.job(JOB + "training.truncate = 9\n"), table))
        .hasMessage(
            "training.truncate: got 9, expected 0: the sequences of tagging are independent of each"
                + " other and are learned whole");
  }
}
