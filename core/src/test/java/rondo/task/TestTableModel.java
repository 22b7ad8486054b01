package rondo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.config.JobConfig;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.local.TableModel;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.parallel.Parallel;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.ValueType;

/** What is told of tables, in the memory that there is. */
class TestTableModel {
  private static final String TAGS =
      """
      task = tagging
      data { inputs = [{ column = word, as = category }], target = tag }
      model.hidden = [16]
      """;

  @TempDir private Path folder;

  /** Ragged sequences, and a very long one. */
  private Table table() throws IOException {
    StagedTable table =
        new StagedTable(
            List.of(Field.of("intent", ValueType.TEXT)),
            List.of(Field.of("word", ValueType.TEXT), Field.of("tag", ValueType.TEXT)));
    int[] lengths = {30, 400, 1, 90, 4000, 2, 300, 7, 650, 12};
    for (int s = 0; s < lengths.length; s++) {
      table.sequence(Split.TRAIN, "intent" + s % 2);
      for (int t = 0; t < lengths[s]; t++) {
        int word = CounterRandom.below(s, t, 3);
        table.step("w" + word, "t" + CounterRandom.below(100 + s, t, 4));
      }
    }
    return table.write(folder, 1);
  }

  private static SavedModel model(JobConfig job, PreparedTask task, Map<String, String> encoders) {
    ModelSpec spec = job.model().spec(task.input(), task.outputs(), task.sequenceOutputs());
    float[] parameters = Networks.layout(spec).initialParameters(7);
    return new SavedModel(job.task(), spec, task.loss(), "{}", Map.of(), encoders, parameters);
  }

  /** What is told of each sequence, by origin. */
  private static Map<String, String> told(JobConfig job, SavedModel model, Table table, long memory)
      throws IOException {
    Map<String, String> told = new TreeMap<>();
    try (TableReader reader = table.open(0)) {
      TableModel.Run run =
          new TableModel(model, job.data(), Parallel.single(), memory).run(table.schema(), reader);
      TableModel.Predictions all =
          new TableModel.Predictions() {
            @Override
            public void label(FeatureSequences.Name name, int label, double[] probabilities) {
              put(name, label + Arrays.toString(probabilities));
            }

            @Override
            public void numbers(FeatureSequences.Name name, double[] values) {
              put(name, Arrays.toString(values));
            }

            @Override
            public void tags(FeatureSequences.Name name, int[] tags, double[] probabilities) {
              assertThat(tags).hasSameSizeAs(probabilities);
              put(name, Arrays.toString(tags) + Arrays.toString(probabilities));
            }

            private void put(FeatureSequences.Name name, String text) {
              told.merge(name.origin(), text, String::concat);
            }
          };
      while (run.next(all)) {
        // to the end
      }
    }
    return told;
  }

  @Test
  void longSequencesAreToldInPiecesWithTheSameBits() throws IOException {
    JobConfig job = TableJobs.job(TAGS);
    Table table = table();
    PreparedTask task = TableJobs.prepare(job, table);
    SavedModel model = model(job, task, task.encoders());
    Map<String, String> all = told(job, model, table, 1L << 32);
    assertThat(all).hasSize(10);
    assertThat(told(job, model, table, 3 << 20)).isEqualTo(all);
  }

  @Test
  void wholeSequencesAreToldFewerAtATimeOrRefused() throws IOException {
    JobConfig job =
        TableJobs.job(TAGS + "data.target = [tag, intent], model { bidirectional = true }\n");
    Table table = table();
    PreparedTask task = TableJobs.prepare(job, table);
    SavedModel model = model(job, task, task.encoders());
    Map<String, String> all = told(job, model, table, 1L << 32);
    assertThat(all).hasSize(10);
    assertThat(told(job, model, table, 24 << 20)).isEqualTo(all);
    assertThatThrownBy(() -> told(job, model, table, 3 << 20))
        .isInstanceOf(RondoException.class)
        .hasMessageMatching(
            "A sequence of 4,000 time steps \\(rows:5\\) needs about \\d+ MiB to be told, expected"
                + " at most the 3 MiB that are there for it; train a model with data.window, or"
                + " give the JVM more memory")
        .extracting("exitCode")
        .isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void missingFilesOfAModelAreNamed() throws IOException {
    JobConfig job = TableJobs.job(TAGS + "data.target = [tag, intent]\n");
    Table table = table();
    PreparedTask task = TableJobs.prepare(job, table);
    for (String name : List.of("features.json", "tags.json", "labels.json")) {
      Map<String, String> encoders = new HashMap<>(task.encoders());
      assertThat(encoders.remove(name)).isNotNull();
      SavedModel model = model(job, task, encoders);
      assertMissing(name, () -> new TableModel(model, job.data(), Parallel.single()));
      assertMissing(name, () -> TableJobs.reopen(job, table, encoders));
    }
  }

  @Test
  void missingScalesOfARegressionAreNamed() throws IOException {
    JobConfig job =
        TableJobs.job("task = regression, data { inputs = [x], target = y }, model.hidden = [4]");
    Table table =
        new StagedTable(
                List.of(Field.of("y", ValueType.NUMBER)), List.of(Field.of("x", ValueType.NUMBER)))
            .sequence(Split.TRAIN, 1.0)
            .step(2.0)
            .sequence(Split.TRAIN, 2.0)
            .step(3.0)
            .write(folder, 1);
    PreparedTask task = TableJobs.prepare(job, table);
    Map<String, String> encoders = new HashMap<>(task.encoders());
    encoders.remove("targets.json");
    SavedModel model = model(job, task, encoders);
    assertMissing("targets.json", () -> new TableModel(model, job.data(), Parallel.single()));
    assertMissing("targets.json", () -> TableJobs.reopen(job, table, encoders));
  }

  private static void assertMissing(
      String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(RondoException.class)
        .hasMessage("The model has no " + name + "; take the whole model directory of its run")
        .extracting("exitCode")
        .isEqualTo(ExitCode.CORRUPT);
  }
}
