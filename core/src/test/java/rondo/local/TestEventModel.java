package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.anomaly.EventDetector;
import rondo.anomaly.UnexpectedEvent;
import rondo.config.JobConfig;
import rondo.data.Split;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.parallel.Parallel;
import rondo.table.Field;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.ValueType;
import rondo.task.PreparedTask;
import rondo.task.StagedTable;
import rondo.task.TableJobs;
import rondo.train.TrainSpec;

class TestEventModel {
  private static final String JOB =
      """
      task = events, data.target = event
      model.hidden = [12]
      training { epochs = 40, batch = 4, optimizer.learning-rate = 0.02 }
      """;

  @TempDir private Path folder;

  private record Found(int events, List<UnexpectedEvent> unexpected, List<String> texts) {
    List<Long> steps() {
      return unexpected.stream().map(UnexpectedEvent::step).toList();
    }
  }

  private static StagedTable table() {
    return new StagedTable(List.of(), List.of(Field.of("event", ValueType.TEXT)));
  }

  /** Four events in a circle, from any of them on. */
  private static String circle(int first, int count) {
    StringBuilder events = new StringBuilder();
    for (int t = 0; t < count; t++) {
      events.append("abcd".charAt((first + t) % 4));
    }
    return events.toString();
  }

  private static StagedTable add(StagedTable table, Split split, String events) {
    table.sequence(split);
    events.chars().forEach(event -> table.step(Character.toString(event)));
    return table;
  }

  private SavedModel train(JobConfig job) throws IOException {
    StagedTable rows = table();
    for (int s = 0; s < 24; s++) {
      add(rows, Split.TRAIN, circle(s, 6 + s % 7));
    }
    PreparedTask task = TableJobs.prepare(job, rows.write(folder, 1));
    TrainSpec spec =
        job.training().spec(job.model().spec(task.input(), task.outputs(), 0), task.loss());
    float[] parameters = TableJobs.train(job, task);
    return new SavedModel(
        job.task(), spec.model(), spec.loss(), "{}", Map.of(), task.encoders(), parameters);
  }

  private List<Found> detect(EventModel model, Table table, int k) throws IOException {
    List<Found> all = new ArrayList<>();
    try (TableReader reader = table.open(0)) {
      EventModel.Run run = model.run(table.schema(), reader, new EventDetector(k));
      while (run.next(
          (sequence, unexpected) ->
              all.add(
                  new Found(
                      sequence.events().length,
                      unexpected,
                      unexpected.stream()
                          .map(one -> model.text(sequence, one) + "/" + model.expected(one))
                          .toList())))) {
        // all of them
      }
      assertThat(run.empty()).isEqualTo(1);
    }
    return all;
  }

  @Test
  void whatBreaksTheCircleIsFoundWhateverElseIsRead() throws IOException {
    for (String windows : List.of("", "data { window = 6, stride = 2 }")) {
      JobConfig job = TableJobs.job(JOB + windows);
      EventModel model = new EventModel(train(job), job.data(), Parallel.single());
      String broken = circle(2, 9) + circle(0, 31); // cdabcdabc, then a in place of d
      String strange = circle(1, 20) + "!" + circle(2, 20);
      StagedTable rows = table();
      for (int s = 0; s < 70; s++) { // more than are computed at a time
        add(rows, Split.TEST, circle(s, 4 + s % 9));
      }
      add(add(rows, Split.TEST, broken).sequence(Split.TEST), Split.TEST, strange);
      List<Found> all = detect(model, rows.write(folder, 1), 1);

      // The first event of a sequence is one of four.
      assertThat(all).hasSize(72);
      assertThat(all.subList(0, 70))
          .allSatisfy(one -> assertThat(one.steps()).isSubsetOf(0L))
          .anySatisfy(one -> assertThat(one.steps()).isEmpty());
      assertThat(all.get(70).events()).isEqualTo(40);
      assertThat(all.get(70).texts()).contains("a/d");
      assertThat(all.get(70).steps().stream().filter(step -> step > 0).findFirst()).hasValue(9L);
      assertThat(all.get(71).texts()).anyMatch(text -> text.startsWith("!/"));
      UnexpectedEvent unknown =
          all.get(71).unexpected().stream().filter(UnexpectedEvent::isUnknown).findFirst().get();
      assertThat(unknown.step()).isEqualTo(20);
      assertThat(unknown.expectedProbability()).isCloseTo(1, within(0.2));

      // Nothing depends on what is read beside it.
      StagedTable alone = add(table(), Split.TEST, broken).sequence(Split.TEST);
      assertThat(detect(model, alone.write(folder, 1), 1)).containsExactly(all.get(70));
      // With as many as there are, only what is unknown is left.
      List<Found> lenient = detect(model, rows.write(folder, 1), 4);
      assertThat(lenient.subList(0, 71)).allSatisfy(one -> assertThat(one.steps()).isEmpty());
      assertThat(lenient.get(71).steps()).containsExactly(20L);
    }
  }

  @Test
  void modelsOfSomethingElseAreRefused() throws IOException {
    JobConfig job = TableJobs.job(JOB);
    SavedModel model = train(job);
    SavedModel other =
        new SavedModel(
            "music",
            model.spec(),
            model.loss(),
            "{}",
            Map.of(),
            model.encoders(),
            model.parameters());
    assertThatThrownBy(() -> new EventModel(other, job.data(), Parallel.single()))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "The model was trained for the task music, expected events; give a model of sequences"
                + " of events");
    Map<String, String> fewer =
        Map.of("events.json", "{\"kind\":\"labels\",\"labels\":[\"a\"],\"counts\":[3]}");
    SavedModel damaged =
        new SavedModel(
            "events", model.spec(), model.loss(), "{}", Map.of(), fewer, model.parameters());
    assertThatThrownBy(() -> new EventModel(damaged, job.data(), Parallel.single()))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "The model has 1 events but 5 outputs, expected one more than events; take the whole"
                + " model directory of its run");
  }
}
