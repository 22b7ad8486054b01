package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ThresholdSpec;
import rondo.data.Split;
import rondo.data.WindowLayout;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.feature.FeatureSpec;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundSpec;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.task.AnomalyDetection;
import rondo.task.ForecastSpec;
import rondo.task.Forecasting;
import rondo.task.PreparedTask;
import rondo.task.SeriesTables;
import rondo.task.SeriesTables.Step;
import rondo.task.TableSpec;
import rondo.task.Task;
import rondo.task.WindowSpec;
import rondo.train.TrainSpec;

class TestSeriesModel {
  private static final RoundSpec ROUNDS =
      new RoundSpec(RoundSpec.Strategy.PARAMETER_AVERAGING, 1, 50, RoundSpec.InnerState.AVERAGE);

  @TempDir private Path folder;

  /** A wave with noise. */
  private static List<Step> wave(Split split, int size) {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < size; t++) {
      double a = 40 + 8 * Math.sin(t / 3.0) + 0.3 * CounterRandom.gaussian(21, t);
      steps.add(new Step(split, a, 3 * Math.cos(t / 3.0) - t, t % 24, ""));
    }
    return steps;
  }

  private static TrainSpec spec(PreparedTask task, double epochs) {
    ModelSpec model =
        new ModelSpec(
            task.input(),
            CellSpec.of("gru"),
            List.of(12),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            task.outputs());
    return new TrainSpec(
        model,
        task.loss(),
        epochs,
        16,
        0,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        3);
  }

  private static SavedModel saved(Task task, PreparedTask prepared, float[] parameters) {
    TrainSpec spec = spec(prepared, 1);
    return new SavedModel(
        task.name(),
        spec.model(),
        spec.loss(),
        "{}",
        Map.of(),
        prepared.encoders(),
        parameters == null ? Networks.layout(spec.model()).initialParameters(5) : parameters);
  }

  private static Table stage(Path folder, List<Step> series) throws IOException {
    return SeriesTables.stage(folder, List.of(List.of(series)));
  }

  /** By place of the first time step that is forecast. */
  private static final class Collected implements SeriesModel.Forecasts {
    final Map<Long, SeriesForecast> forecasts = new TreeMap<>();
    final List<Long> tooShort = new ArrayList<>();

    @Override
    public void forecast(SeriesForecast forecast) {
      assertThat(forecasts.put(forecast.first(), forecast)).isNull();
    }

    @Override
    public void tooShort(String[] key, long steps) {
      tooShort.add(steps);
    }
  }

  private static Collected backTest(SeriesModel model, Table table) throws IOException {
    Collected collected = new Collected();
    try (TableReader reader = table.open(0)) {
      model.backTest(reader, collected);
    }
    return collected;
  }

  private static Collected forecast(SeriesModel model, Table table) throws IOException {
    Collected collected = new Collected();
    try (TableReader reader = table.open(0)) {
      model.forecast(reader, collected);
    }
    return collected;
  }

  @ParameterizedTest
  @EnumSource
  void backTestsAndForecastsAreOfTheSameWindowsAsTheEvaluation(WindowLayout.Level level)
      throws IOException {
    List<FeatureSpec> inputs = List.of(FeatureSpec.of("hour"));
    WindowSpec windows = new WindowSpec(7, 1, 3, level);
    TableSpec job = SeriesTables.job(windows, 4, inputs, List.of("hour"), List.of(), "a", "b");
    Forecasting task = new Forecasting();
    Table learned = stage(folder, wave(Split.TRAIN, 60));
    Map<String, String> encoders = task.prepare(SeriesTables.context(job, learned)).encoders();
    List<Step> later = wave(Split.TEST, 151);
    Table table = stage(folder, later);
    PreparedTask again = task.reopen(SeriesTables.context(job, table), encoders);
    SavedModel saved = saved(task, again, null);
    try (Parallel parallel = Parallel.of(1)) {
      SeriesModel model = new SeriesModel(saved, SeriesTables.SCHEMA, parallel);
      Collected known = backTest(model, table);
      assertThat(known.forecasts).hasSize(142); // more than two batches
      assertThat(meanSquare(known, model.spec()))
          .isCloseTo(loss(again, saved.parameters()), within(1e-5));
      assertThat(known.forecasts.get(50L).actual()[2][0])
          .isCloseTo(later.get(52).a(), within(1e-4));
      for (SeriesForecast forecast : known.forecasts.values()) {
        long first = forecast.first();
        assertThat(forecast.lastTime()).isEqualTo(first - 1);
        assertThat(forecast.times()).containsExactly(first, first + 1, first + 2);
      }

      for (int end : new int[] {7, 50, 148}) {
        List<Step> cut = new ArrayList<>(later.subList(0, end));
        for (int t = end; t < end + 3; t++) { // known inputs alone
          cut.add(new Step(Split.TEST, Double.NaN, Double.NaN, later.get(t).hour(), ""));
        }
        Collected next = forecast(model, stage(folder, cut));
        assertThat(next.forecasts).containsOnlyKeys((long) end);
        assertThat(next.forecasts.get((long) end).actual()).isNull();
        assertThat(next.forecasts.get((long) end).lastTime()).isEqualTo(end - 1);
        assertThat(next.forecasts.get((long) end).times()).containsExactly(end, end + 1, end + 2);
        assertThat(next.forecasts.get((long) end).values())
            .isDeepEqualTo(known.forecasts.get((long) end).values());
      }
      assertThat(forecast(model, stage(folder, later.subList(0, 5))).tooShort).containsExactly(5L);
      assertThat(backTest(model, stage(folder, later.subList(0, 9))).tooShort).containsExactly(9L);
      Table ends = stage(folder, later.subList(0, 9));
      assertThatThrownBy(() -> forecast(model, ends))
          .isInstanceOf(RondoException.class)
          .hasMessage(
              "The series 0-0 (0-0.csv:1) has 0 time steps after its last value, expected the 3"
                  + " that are forecast, with values of hour, which the model must know ahead");
      List<Step> hole = new ArrayList<>(later.subList(0, 30));
      hole.set(12, new Step(Split.TEST, Double.NaN, Double.NaN, 1, ""));
      Table broken = stage(folder, hole);
      assertThatThrownBy(() -> backTest(model, broken))
          .hasMessage(
              "The series 0-0 (0-0.csv:1) lacks a value in the middle, expected values up to the"
                  + " time that is forecast; fill them in, or leave such rows out, in data.query");
    }
  }

  @Test
  void onlyTheLastPieceOfASeriesIsForecast() throws IOException {
    List<FeatureSpec> inputs = List.of(FeatureSpec.of("hour"));
    TableSpec job =
        SeriesTables.job(new WindowSpec(4, 1, 2), 0, inputs, List.of("hour"), List.of(), "a");
    Forecasting task = new Forecasting();
    Table learned = stage(folder, wave(Split.TRAIN, 60));
    PreparedTask prepared = task.prepare(SeriesTables.context(job, learned));
    List<Step> steps = wave(Split.TEST, 22);
    for (int t = 20; t < 22; t++) { // known inputs alone
      steps.set(t, new Step(Split.TEST, Double.NaN, Double.NaN, t % 24, ""));
    }
    try (Parallel parallel = Parallel.of(1)) {
      SeriesModel model =
          new SeriesModel(saved(task, prepared, null), SeriesTables.SCHEMA, parallel);
      // What is known ahead of the first piece nobody has; it does not matter.
      List<List<Step>> pieces = List.of(steps.subList(0, 8), steps.subList(8, 22));
      Collected told = forecast(model, SeriesTables.pieces(folder, pieces));
      assertThat(told.forecasts).containsOnlyKeys(12L);
      assertThat(told.tooShort).isEmpty();
      assertThat(told.forecasts.get(12L).key()).containsExactly("a");
      Collected alone = forecast(model, stage(folder, steps.subList(8, 22)));
      assertThat(told.forecasts.get(12L).values()).isDeepEqualTo(alone.forecasts.get(12L).values());
      pieces = List.of(steps.subList(8, 22), steps.subList(0, 3));
      told = forecast(model, SeriesTables.pieces(folder, pieces));
      assertThat(told.forecasts).isEmpty();
      assertThat(told.tooShort).containsExactly(3L);
      Table unknown = SeriesTables.pieces(folder, List.of(steps, steps.subList(0, 8)));
      assertThatThrownBy(() -> forecast(model, unknown))
          .hasMessageContaining("has 0 time steps after its last value");
    }
  }

  @Test
  void missingFilesOfAModelAreNamed() throws IOException {
    List<FeatureSpec> inputs = List.of(FeatureSpec.of("hour"), FeatureSpec.of("mode"));
    TableSpec job =
        SeriesTables.job(new WindowSpec(4, 1, 2), 0, inputs, List.of("hour"), List.of(), "a");
    Forecasting task = new Forecasting();
    Table learned = stage(folder, wave(Split.TRAIN, 60));
    PreparedTask prepared = task.prepare(SeriesTables.context(job, learned));
    SavedModel whole = saved(task, prepared, null);
    for (String name : List.of("series.json", "past-inputs.json", "known-inputs.json")) {
      Map<String, String> encoders = new HashMap<>(whole.encoders());
      assertThat(encoders.remove(name)).isNotNull();
      SavedModel model =
          new SavedModel(
              whole.task(),
              whole.spec(),
              whole.loss(),
              "{}",
              Map.of(),
              encoders,
              whole.parameters());
      assertThatThrownBy(() -> SeriesModel.spec(model))
          .isInstanceOf(RondoException.class)
          .hasMessageStartingWith("The model has no " + name)
          .hasMessageEndingWith("; take the whole model directory of its run")
          .extracting("exitCode")
          .isEqualTo(ExitCode.CORRUPT);
      assertThatThrownBy(() -> task.reopen(SeriesTables.context(job, learned), encoders))
          .isInstanceOf(RondoException.class)
          .hasMessage("The model has no " + name + "; take the whole model directory of its run");
    }
  }

  private static double meanSquare(Collected known, ForecastSpec spec) {
    double sum = 0;
    int count = 0;
    for (SeriesForecast forecast : known.forecasts.values()) {
      for (int ahead = 0; ahead < 3; ahead++) {
        for (int s = 0; s < 2; s++) {
          double error = forecast.actual()[ahead][s] - forecast.values()[ahead][s];
          sum += Math.pow(error / spec.series().get(s).deviation(), 2);
          count++;
        }
      }
    }
    return sum / count;
  }

  private static double loss(PreparedTask task, float[] parameters) {
    try (Parallel parallel = Parallel.of(1);
        LocalShardRunner runner =
            new LocalShardRunner(
                task, spec(task, 1), ROUNDS, KernelProvider.choice().kernels(), parallel)) {
      return runner.evaluate(parameters, Split.TEST).loss();
    }
  }

  @Test
  void whatNeverHappenedBeforeIsFound() throws IOException {
    AnomalyDetection task = new AnomalyDetection();
    TableSpec job = SeriesTables.job(new WindowSpec(20, 1, 1, WindowLayout.Level.NONE), 0, "a");
    Table learned = stage(folder, wave(Split.TRAIN, 500));
    PreparedTask prepared = task.prepare(SeriesTables.context(job, learned));
    Kernels kernels = KernelProvider.choice().kernels();
    float[] parameters =
        new LocalTrainer(kernels, 1)
            .train(prepared, spec(prepared, 4), ROUNDS, LoopOptions.NONE, RoundListener.NONE)
            .parameters();
    List<Step> later = wave(Split.TEST, 700);
    for (int t = 400; t < 420; t++) { // it stands still, within its usual range
      later.set(t, new Step(Split.TEST, 40));
    }
    Map<AnomalyRange, String> found = new HashMap<>();
    try (Parallel parallel = Parallel.of(1);
        TableReader reader = stage(folder, later).open(0)) {
      new SeriesModel(saved(task, prepared, parameters), SeriesTables.SCHEMA, parallel)
          .detect(
              reader,
              new ThresholdSpec(50, 8, 0.02, 2, 12, 5, 5, 0.5, 0.13),
              new SeriesModel.Anomalies() {
                @Override
                public void anomaly(String[] key, String column, AnomalyRange range) {
                  found.put(range, String.join(",", key) + " " + column);
                }

                @Override
                public void tooShort(String[] key, long steps) {
                  throw new AssertionError("too short: " + steps);
                }
              });
    }
    assertThat(found).containsValue("0-0 a");
    for (AnomalyRange range : found.keySet()) { // one, or two where a batch of errors ends in it
      assertThat(range.first()).isBetween(385L, 425L);
      assertThat(range.last()).isBetween(400L, 445L);
    }
  }

  @Test
  void refusesModelsOfSomethingElse() throws IOException {
    TableSpec job = SeriesTables.job(new WindowSpec(4, 1, 2), 0, "a");
    PreparedTask prepared =
        new Forecasting().prepare(SeriesTables.context(job, stage(folder, wave(Split.TRAIN, 30))));
    SavedModel saved = saved(new Forecasting(), prepared, null);
    SavedModel text =
        new SavedModel(
            "language-model",
            saved.spec(),
            saved.loss(),
            "{}",
            Map.of(),
            saved.encoders(),
            saved.parameters());
    try (Parallel parallel = Parallel.of(1)) {
      assertThatThrownBy(() -> new SeriesModel(text, SeriesTables.SCHEMA, parallel))
          .isInstanceOf(RondoException.class)
          .hasMessage(
              "The model was trained for the task language-model, expected forecasting or"
                  + " anomaly; give a model of series");
    }
  }
}
