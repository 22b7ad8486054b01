package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.config.JobConfig;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.local.Examples;
import rondo.local.Scatter;
import rondo.local.ShardExamples;
import rondo.local.TableModel;
import rondo.local.TaggedExample;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.parallel.Parallel;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.ValueType;

/** Examples of tags and numbers are what the model tells of the same sequences. */
class TestTableExamples {
  @TempDir private Path folder;

  private static StagedTable words() {
    StagedTable table =
        new StagedTable(
            List.of(Field.of("intent", ValueType.TEXT)),
            List.of(Field.of("word", ValueType.TEXT), Field.of("tag", ValueType.TEXT)));
    for (int s = 0; s < 60; s++) {
      Split split = s % 3 == 0 ? Split.TRAIN : s % 3 == 1 ? Split.VALIDATION : Split.TEST;
      table.sequence(split, "intent " + s % 2);
      for (int t = 0; t < s % 7; t++) { // some have no time steps
        int word = CounterRandom.below(s, t, 4);
        table.step("w" + word, word == 0 ? "B-zero" : "O");
      }
    }
    return table;
  }

  /** A model with the numbers that it begins with. */
  private static SavedModel untrained(JobConfig job, Table table) throws IOException {
    PreparedTask task = TableJobs.prepare(job, table);
    ModelSpec spec = job.model().spec(task.input(), task.outputs(), task.sequenceOutputs());
    float[] parameters = Networks.layout(spec).initialParameters(7);
    return new SavedModel(
        job.task(), spec, task.loss(), job.resolved(), Map.of(), task.encoders(), parameters);
  }

  private static Examples examples(SavedModel model, JobConfig job, Table table, Split part)
      throws IOException {
    List<Examples> shards = new ArrayList<>();
    try (Parallel parallel = Parallel.of(1)) {
      for (int shard = 0; shard < table.shards().size(); shard++) {
        shards.add(ShardExamples.of(model, job.data(), table, shard, part, parallel));
      }
    }
    return Examples.chosen(part, shards);
  }

  /** What a model tells of all sequences, by where they were read. */
  private static Map<String, Object> told(SavedModel saved, JobConfig job, Table table)
      throws IOException {
    Map<String, Object> told = new HashMap<>();
    try (Parallel parallel = Parallel.of(1)) {
      TableModel model = new TableModel(saved, job.data(), parallel);
      for (int shard = 0; shard < table.shards().size(); shard++) {
        try (TableReader reader = table.open(shard)) {
          TableModel.Run run = model.run(table.schema(), reader);
          while (run.next(new Telling(model, told))) {
            // all of them
          }
        }
      }
    }
    return told;
  }

  private record Telling(TableModel model, Map<String, Object> told)
      implements TableModel.Predictions {
    @Override
    public void tags(FeatureSequences.Name name, int[] tags, double[] probabilities) {
      List<String> texts = new ArrayList<>();
      for (int tag : tags) {
        texts.add(model.tags().get(tag));
      }
      told.put(name.origin(), texts);
    }

    @Override
    public void label(FeatureSequences.Name name, int label, double[] probabilities) {
      told.put(name.origin() + " class", model.labels().get(label));
    }

    @Override
    public void numbers(FeatureSequences.Name name, double[] values) {
      told.put(name.origin(), values);
    }
  }

  @Test
  void tagsWithTheirWordsAndTheClass() throws IOException {
    JobConfig job =
        TableJobs.job(
            """
            task = tagging
            data { inputs = [{ column = word, as = category }], target = [tag, intent] }
            data { on-bad-record = skip, bad-records = 0.5 }
            model { hidden = [5], crf = false }
            """);
    Table table = words().write(folder, 2);
    SavedModel model = untrained(job, table);
    Examples examples = examples(model, job, table, Split.TEST);
    Map<String, Object> told = told(model, job, table);

    assertThat(examples.candidates()).isEqualTo(17); // of 20; 3 have no time steps
    assertThat(examples.tagged()).hasSizeBetween(8, 12);
    for (TaggedExample example : examples.tagged()) {
      int s = Integer.parseInt(example.name().substring("rows:".length())) - 1;
      assertThat(s % 3).isEqualTo(2);
      assertThat(example.label()).isEqualTo("intent " + s % 2);
      assertThat(example.predictedLabel()).isEqualTo(told.get(example.name() + " class"));
      assertThat(example.predicted()).isEqualTo(told.get(example.name()));
      assertThat(example.tokens()).hasSize(s % 7);
      for (int t = 0; t < s % 7; t++) {
        int word = CounterRandom.below(s, t, 4);
        assertThat(example.tokens().get(t)).isEqualTo("w" + word);
        assertThat(example.actual().get(t)).isEqualTo(word == 0 ? "B-zero" : "O");
      }
      assertThat(example.left()).isZero();
    }
  }

  @Test
  void ofLongSequencesTheFirstWindow() throws IOException {
    JobConfig job =
        TableJobs.job(
            """
            task = tagging
            data { inputs = [x], target = tag, window = 6 }
            model.hidden = [5]
            """);
    StagedTable rows =
        new StagedTable(
            List.of(), List.of(Field.of("x", ValueType.NUMBER), Field.of("tag", ValueType.TEXT)));
    for (int s = 0; s < 6; s++) {
      rows.sequence(Split.TRAIN);
      for (int t = 0; t < 20; t++) { // the parts follow each other
        Split split = t < 9 ? Split.TRAIN : Split.TEST;
        rows.stepOf(split, t + 0.25, t % 2 == 0 ? "even" : "odd");
      }
    }
    Table table = rows.write(folder, 1);
    Examples examples = examples(untrained(job, table), job, table, Split.TEST);
    assertThat(examples.candidates()).isEqualTo(6);
    TaggedExample example = examples.tagged().get(0);
    assertThat(example.tokens()).containsExactly("9.25", "10.3", "11.3", "12.3", "13.3", "14.3");
    assertThat(example.actual()).containsExactly("odd", "even", "odd", "even", "odd", "even");
    assertThat(example.predicted()).hasSize(6);
    assertThat(example.left()).isEqualTo(5);
    assertThat(example.label()).isNull();
  }

  @Test
  void numbersBesideWhatTheyAre() throws IOException {
    JobConfig job =
        TableJobs.job(
            """
            task = regression
            data { inputs = [{ column = text, as = words }], target = [y] }
            data { on-bad-record = skip, bad-records = 0.5 }
            model.hidden = [5]
            """);
    StagedTable rows =
        new StagedTable(
            List.of(Field.of("text", ValueType.TEXT), Field.of("y", ValueType.NUMBER)), List.of());
    for (int s = 0; s < 40; s++) {
      String text = s % 10 == 9 ? " " : "word ".repeat(1 + s % 4); // some have no words
      rows.sequence(s % 2 == 0 ? Split.TRAIN : Split.VALIDATION, text, 10.0 * s);
    }
    Table table = rows.write(folder, 2);
    SavedModel model = untrained(job, table);
    Examples examples = examples(model, job, table, Split.VALIDATION);
    Map<String, Object> told = told(model, job, table);

    assertThat(examples.candidates()).isEqualTo(16);
    assertThat(examples.scatters()).hasSize(1);
    Scatter scatter = examples.scatters().get(0);
    assertThat(scatter.column()).isEqualTo("y");
    assertThat(scatter.actual()).hasSize(16);
    for (int i = 0; i < 16; i++) {
      int s = (int) (scatter.actual()[i] / 10);
      assertThat(s % 2).isEqualTo(1);
      double[] value = (double[]) told.get("rows:" + (s + 1));
      assertThat(scatter.predicted()[i]).isCloseTo(value[0], within(1e-6));
    }
    // Sequences that nothing names are not taken for each other, nor for one without words.
    Table nameless = rows.writeWithoutOrigins(folder, 2);
    Scatter same = examples(model, job, nameless, Split.VALIDATION).scatters().get(0);
    assertThat(same.actual()).containsExactly(scatter.actual());
    assertThat(same.predicted()).containsExactly(scatter.predicted());
  }
}
