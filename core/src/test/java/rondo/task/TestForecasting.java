package rondo.task;

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
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.data.SequenceStore;
import rondo.data.Split;
import rondo.data.WindowBatches;
import rondo.data.WindowOrder;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.table.Table;
import rondo.task.SeriesTables.Step;

class TestForecasting {
  private static final WindowSpec WINDOW = new WindowSpec(4, 1, 2);
  @TempDir private Path folder;

  /** Values that tell their place: 10 each time step, and the series. */
  private static List<Step> series(int number, int train, int validation, int test) {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < train + validation + test; t++) {
      Split split =
          t < train ? Split.TRAIN : t < train + validation ? Split.VALIDATION : Split.TEST;
      double a = 100 * number + 10 * t + CounterRandom.below(7, t, 9);
      steps.add(new Step(split, a, -a * a, t % 24, t % 2 == 0 ? "on" : "off"));
    }
    return steps;
  }

  private PreparedTask prepare(TableSpec job, Table table) throws IOException {
    return new Forecasting().prepare(SeriesTables.context(job, table));
  }

  private static int windows(PreparedTask task, Split split, int shards) throws IOException {
    int windows = 0;
    for (int shard = 0; shard < shards; shard++) {
      Batches batches =
          task.reader().batches(task.reader().read(split, shard, shards), split, 3, 0, 1);
      for (int step = 0; step < batches.stepsPerEpoch(); step++) {
        windows += batches.batch(0, step).batchSize();
      }
    }
    return windows;
  }

  @Test
  void windowsBelongToThePartOfWhatIsForecast() throws IOException {
    Table table =
        SeriesTables.stage(
            folder,
            List.of(
                List.of(series(0, 9, 5, 3), series(1, 5, 0, 7)),
                List.of(series(2, 20, 3, 2), series(3, 2, 2, 0))));
    PreparedTask task = prepare(SeriesTables.job(WINDOW, 0, "a"), table);
    // Of n time steps of a part that follows 4 others n - 1 windows of 4 + 2 end in it.
    assertThat(windows(task, Split.TRAIN, 2)).isEqualTo(4 + 15);
    assertThat(windows(task, Split.VALIDATION, 2)).isEqualTo(4 + 2);
    assertThat(windows(task, Split.TEST, 2)).isEqualTo(2 + 6 + 1);
    assertThat(task.facts())
        .containsEntry("series", "a")
        .containsEntry("train", "36 time steps, 19 windows of 4 + 2")
        .containsEntry("validation", "10 time steps, 6 windows of 4 + 2")
        .containsEntry("test", "12 time steps, 9 windows of 4 + 2");
    // The first test window of the first series: it shows the time steps 10 to 13.
    SequenceStore test = task.reader().read(Split.TEST, 0, 2);
    Batch batch = task.reader().batches(test, Split.TEST, 1, 0, 1).batch(0, 0);
    ForecastSpec.Series a = Forecasting.spec(task.encoders()).series().get(0);
    float last = a.standardized(series(0, 9, 5, 3).get(13).a());
    assertThat(batch.features[0]).isEqualTo(a.standardized(series(0, 9, 5, 3).get(10).a()) - last);
    assertThat(batch.targetValues[0])
        .isEqualTo(a.standardized(series(0, 9, 5, 3).get(14).a()) - last);
  }

  @Test
  void windowsOfTrainingAreAStrideApartAndInAnotherOrderInEachEpoch() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series(0, 106, 0, 0))));
    PreparedTask task = prepare(SeriesTables.job(new WindowSpec(4, 3, 2), 0, "a"), table);
    assertThat(task.facts()).containsEntry("train", "106 time steps, 34 windows of 4 + 2");
    Batches batches =
        task.reader().batches(task.reader().read(Split.TRAIN, 0, 1), Split.TRAIN, 1, 0, 5);
    List<List<Float>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 2; epoch++) {
      List<Float> targets = new ArrayList<>();
      for (int step = 0; step < batches.stepsPerEpoch(); step++) {
        targets.add(batches.batch(epoch, step).targetValues[1]);
      }
      epochs.add(targets);
    }
    assertThat(epochs.get(0)).hasSize(34).isNotEqualTo(epochs.get(1));
    assertThat(epochs.get(0)).containsExactlyInAnyOrderElementsOf(epochs.get(1));
  }

  /** Every window of the test part, one after the other, as in the definition. */
  @Test
  void baselinesAreThoseOfEveryTestWindow() throws IOException {
    List<Step> one = series(0, 30, 10, 17);
    List<Step> two = series(5, 12, 0, 9);
    Table table = SeriesTables.stage(folder, List.of(List.of(one), List.of(two)));
    TableSpec job = SeriesTables.job(WINDOW, 3, "a", "b");
    PreparedTask task = prepare(job, table);
    List<ForecastSpec.Series> series = Forecasting.spec(task.encoders()).series();
    double last = 0;
    double seasonal = 0;
    int count = 0;
    for (List<Step> steps : List.of(one, two)) {
      for (int end = 3; end + 2 < steps.size(); end++) {
        if (steps.get(end + 1).split() != Split.TEST) {
          continue;
        }
        for (int ahead = 1; ahead <= 2; ahead++) {
          double[] now = values(steps, end + ahead, series);
          for (int s = 0; s < 2; s++) {
            last += Math.pow(now[s] - values(steps, end, series)[s], 2);
            seasonal += Math.pow(now[s] - values(steps, end + ahead - 3, series)[s], 2);
            count++;
          }
        }
      }
    }
    assertThat(count).isEqualTo((16 + 8) * 2 * 2);
    assertThat(task.baselines()).containsOnlyKeys("the last value", "the value one season before");
    assertThat(task.baselines().get("the last value")).isCloseTo(last / count, within(1e-9 * last));
    assertThat(task.baselines().get("the value one season before"))
        .isCloseTo(seasonal / count, within(1e-9 * seasonal));
  }

  private static double[] values(List<Step> steps, int t, List<ForecastSpec.Series> series) {
    Step step = steps.get(t);
    return new double[] {
      (step.a() - series.get(0).mean()) / series.get(0).deviation(),
      (step.b() - series.get(1).mean()) / series.get(1).deviation()
    };
  }

  @Test
  void quantilesHaveBaselinesInTheirOwnLoss() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < 40; t++) { // mean 0, deviation 10 in the learned part; then it rises
      steps.add(t < 20 ? new Step(Split.TRAIN, t % 2 == 0 ? 10 : -10) : new Step(Split.TEST, t));
    }
    Table table = SeriesTables.stage(folder, List.of(List.of(steps)));
    TableSpec job =
        SeriesTables.job(new WindowSpec(1, 1, 1), 0, List.of(), List.of(), List.of(0.2, 0.9), "a");
    PreparedTask task = prepare(job, table);
    assertThat(task.outputs()).isEqualTo(2);
    // 19 windows in which the next value is 1 more, and one from -10 to 20.
    double error = (19 * 1 + 30) / 20.0 / 10;
    assertThat(task.baselines().get("the last value"))
        .isCloseTo((0.2 + 0.9) / 2 * error, within(1e-12));
  }

  @Test
  void whatIsMeasuredIsOfTheLearnedPartAlone() throws IOException {
    List<Step> steps = series(0, 30, 10, 17);
    TableSpec job =
        SeriesTables.job(
            WINDOW, 3, List.of(FeatureSpec.of("hour")), List.of("hour"), List.of(), "a", "b");
    Map<String, String> before =
        prepare(job, SeriesTables.stage(folder, List.of(List.of(steps)))).encoders();
    for (int t = 30; t < steps.size(); t++) {
      steps.set(t, new Step(steps.get(t).split(), 1e6 * t, -t, 99, "late"));
    }
    Map<String, String> after =
        prepare(job, SeriesTables.stage(folder, List.of(List.of(steps)))).encoders();
    assertThat(after).isEqualTo(before).containsOnlyKeys("series.json", "known-inputs.json");
  }

  @Test
  void inputsOfThePastAreGoneInForecastRowsAndKnownOnesAreThere() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series(0, 30, 0, 0))));
    FeatureSpec hour =
        new FeatureSpec(
            "hour", FeatureSpec.Kind.NUMBER, FeatureSpec.Scale.NONE, 0, 1, 0, false, false);
    FeatureSpec mode = FeatureSpec.of("mode");
    FeatureSpec embedded =
        new FeatureSpec(
            "mode", FeatureSpec.Kind.CATEGORY, FeatureSpec.Scale.STANDARD, 5, 1, 0, false, false);
    PreparedTask unit =
        prepare(
            SeriesTables.job(WINDOW, 0, List.of(hour, mode), List.of("hour"), List.of(), "a"),
            table);
    Batch batch = first(unit);
    int width = batch.featureSize; // the value, mode: rare or unknown, off, on; hour; the mark
    assertThat(unit.input()).isEqualTo(InputSpec.dense(width));
    int known = width - 2;
    for (int t = 0; t < 6; t++) {
      assertThat(batch.features[t * width + known]).isEqualTo(t);
      assertThat(batch.features[t * width + known + 1]).isEqualTo(t < 4 ? 0 : 1);
      float modes = 0;
      for (int i = 1; i < known; i++) {
        modes += batch.features[t * width + i];
      }
      assertThat(modes).isEqualTo(t < 4 ? 1 : 0);
    }
    PreparedTask tokens =
        prepare(
            SeriesTables.job(WINDOW, 0, List.of(hour, embedded), List.of("hour"), List.of(), "a"),
            table);
    assertThat(tokens.input().kind()).isEqualTo(InputSpec.Kind.MIXED);
    assertThat(tokens.input().columns().get(0).embedding()).isEqualTo(5);
    int[] shown = first(tokens).tokens;
    assertThat(shown[0]).isEqualTo(shown[2]).isNotEqualTo(shown[1]);
    assertThat(new int[] {shown[4], shown[5]}).containsOnly(shown[3]);
  }

  private static Batch first(PreparedTask task) throws IOException {
    return new WindowBatches(
            task.reader().read(Split.TRAIN, 0, 1),
            Forecasting.inputs(task.encoders()).layout(Forecasting.spec(task.encoders())),
            1,
            1,
            WindowOrder.STORED)
        .batch(0, 0);
  }

  @Test
  void aModelIsOpenedAgainAsItWasLearned() throws IOException {
    Table learned = SeriesTables.stage(folder, List.of(List.of(series(0, 30, 10, 0))));
    TableSpec job =
        SeriesTables.job(
            WINDOW, 2, List.of(FeatureSpec.of("hour")), List.of(), List.of(0.1, 0.5), "a", "b");
    PreparedTask task = prepare(job, learned);
    Table later = SeriesTables.stage(folder, List.of(List.of(series(9, 0, 0, 11))));
    PreparedTask again =
        new Forecasting().reopen(SeriesTables.context(job, later), task.encoders());
    assertThat(again.encoders()).isEqualTo(task.encoders());
    assertThat(again.input()).isEqualTo(task.input());
    assertThat(again.outputs()).isEqualTo(4);
    assertThat(windows(again, Split.TEST, 1)).isEqualTo(6);
    ForecastSpec.Series a = Forecasting.spec(task.encoders()).series().get(0);
    assertThat(a.original(a.standardized(123.25))).isCloseTo(123.25, within(1e-4));
    assertThatThrownBy(() -> new Forecasting().reopen(SeriesTables.context(job, later), Map.of()))
        .hasMessage("The model has no series.json; take the whole model directory of its run");
  }

  @Test
  void aModelFileThatWasChangedIsRefused() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series(0, 30, 0, 0))));
    TableSpec job = SeriesTables.job(WINDOW, 0, "a");
    String json = prepare(job, table).encoders().get(Forecasting.SERIES);
    for (String changed :
        List.of(
            json.replace("\"series\":[\"a\"]", "\"series\":[\"a\",\"b\"]"),
            json.replace("\"normalize\":\"LAST\"", "\"normalize\":\"FIRST\""),
            json.replace("\"season\":0", "\"season\":5"),
            json.replace("}", ",\"more\":1}"))) {
      assertThat(changed).isNotEqualTo(json);
      assertThatThrownBy(
              () ->
                  new Forecasting()
                      .reopen(
                          SeriesTables.context(job, table), Map.of(Forecasting.SERIES, changed)))
          .isInstanceOf(RondoException.class)
          .hasMessageStartingWith("series.json is not the description of forecast series (")
          .hasMessageEndingWith("); take it from the model's training run");
    }
  }
}
