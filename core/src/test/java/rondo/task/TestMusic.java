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
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.ValueType;
import rondo.train.Evaluation;

class TestMusic {
  private static final String JOB =
      """
      task = music, data.target = keys
      model.hidden = [24]
      training { epochs = 30, batch = 4, optimizer.learning-rate = 0.02 }
      """;

  @TempDir private Path folder;

  private static StagedTable table() {
    return new StagedTable(List.of(), List.of(Field.of("keys", ValueType.TEXTS)));
  }

  /** Chords that follow each other in a circle, from any of them on. */
  private static StagedTable circles() {
    List<List<String>> circle =
        List.of(List.of("60", "64"), List.of("62", "65"), List.of(), List.of("59"));
    StagedTable table = table();
    for (int piece = 0; piece < 48; piece++) {
      table.sequence(piece < 32 ? Split.TRAIN : piece < 40 ? Split.VALIDATION : Split.TEST);
      for (int t = 0; t < 8 + piece % 5; t++) {
        table.step(circle.get((piece + t) % 4));
      }
    }
    return table;
  }

  @Test
  void theNextKeysAreLearned() throws IOException {
    JobConfig job = TableJobs.job(JOB);
    Table table = circles().write(folder, 3);
    PreparedTask task = TableJobs.prepare(job, table);

    assertThat(task.outputs()).isEqualTo(88);
    assertThat(task.facts())
        .containsEntry("train", "32 sequences of 8 to 12 time steps, 317 in all")
        .containsEntry("keys", "88, 1.25 of them at a time step");
    // Of who knows how often each of five keys sounds: one in four, each at a quarter of the steps.
    double baseline = task.baselines().get("frequencies of keys");
    assertThat(baseline).isCloseTo(5 * 0.5623, within(0.2));

    float[] parameters = TableJobs.train(job, task);
    Evaluation test = TableJobs.test(job, task, parameters);
    assertThat(test.loss()).isLessThan(0.25 * baseline); // the first step of a piece is a guess

    PreparedTask again = TableJobs.reopen(job, table, task.encoders());
    assertThat(again.encoders()).isEqualTo(task.encoders());
    assertThat(TableJobs.test(job, again, parameters)).isEqualTo(test);
  }

  @Test
  void eachStepIsToldFromTheOneBeforeAndTheFirstFromSilence() throws IOException {
    Table table =
        table()
            .sequence(Split.TRAIN)
            .step(List.of("a", "c"))
            .step(List.of())
            .sequence(Split.TRAIN)
            .step(List.of("b", "b"))
            .write(folder, 1);
    PreparedTask task = TableJobs.prepare(TableJobs.job(JOB), table);
    SequenceStore store = task.reader().read(Split.TRAIN, 0, 1);

    assertThat(store.offsets).containsExactly(0, 2, 3);
    assertThat(store.features).containsExactly(0, 0, 0, 1, 0, 1, 0, 0, 0);
    assertThat(store.targetValues).containsExactly(1, 0, 1, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void theKeysAreThoseOfAPianoOfMidiOrTheirNames() throws IOException {
    assertThat(Keys.of(Map.of("0", 1L, "87", 2L), 4).size()).isEqualTo(88);
    assertThat(Keys.of(Map.of("88", 2L), 4).size()).isEqualTo(128);
    Keys names = Keys.of(Map.of("kick", 2L, "07", 1L), 4);
    assertThat(names.size()).isEqualTo(2);
    assertThat(names.place("07")).isZero();
    assertThat(names.place("7")).isEqualTo(-1);
    assertThat(Keys.read(names.toJson(), "keys.json").toJson()).isEqualTo(names.toJson());
    assertFails(ExitCode.CORRUPT, () -> Keys.read("{\"kind\":\"keys\"}", "keys.json"))
        .hasMessage(
            "keys.json is not a list of keys (expected \"keys\" as the next key); take it from the"
                + " model's training run");
  }

  @Test
  void aKeyThatIsNotThereIsABadRecord() throws IOException {
    StagedTable rows =
        table()
            .sequence(Split.TRAIN)
            .step(List.of("snare"))
            .sequence(Split.TEST)
            .step(List.of("snare"))
            .sequence(Split.TEST)
            .step(List.of("kick"));
    Table table = rows.write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessage(
            "data.path: 1 of 3 sequences of rows cannot be used: rows:3 (unknown-label: column keys"
                + " has \"kick\", which the training part lacks); correct them, or leave them out"
                + " with data.on-bad-record = skip");
    JobConfig lenient = TableJobs.job(JOB + "data { on-bad-record = skip, bad-records = 0.5 }\n");
    PreparedTask task = TableJobs.prepare(lenient, table);
    assertThat(task.reader().read(Split.TEST, 0, 1).size()).isEqualTo(1);
    assertThat(task.facts()).containsEntry("left out", "unknown-label 1");
  }

  @Test
  void withoutATrainingPartThereIsNothingToLearn() throws IOException {
    Table table = table().sequence(Split.TEST).step(List.of("60")).write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessage(
            "data.path: the training part of rows has no sequences, expected at least one; give"
                + " more data, or change data.split, data.validation or data.test");
  }

  @Test
  void silenceAloneIsNoMusic() throws IOException {
    Table table = table().sequence(Split.TRAIN).step(List.of()).write(folder, 1);

    assertFails(ExitCode.BAD_DATA, () -> TableJobs.prepare(TableJobs.job(JOB), table))
        .hasMessage(
            "data.target: no key of column keys ever sounds in the training part, expected some");
  }
}
