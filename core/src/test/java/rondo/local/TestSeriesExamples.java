package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ErrorDetector;
import rondo.anomaly.ThresholdSpec;
import rondo.data.Split;
import rondo.data.WindowLayout;
import rondo.export.SavedModel;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.parallel.Parallel;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.task.AnomalyDetection;
import rondo.task.Forecasting;
import rondo.task.PreparedTask;
import rondo.task.SeriesTables;
import rondo.task.SeriesTables.Step;
import rondo.task.TableSpec;
import rondo.task.Task;
import rondo.task.WindowSpec;

/** Examples of forecasts and of detected series are what the model tells of the same windows. */
class TestSeriesExamples {
  private static final int TEST_FROM = 90;

  @TempDir private Path folder;

  /** Training up to {@code from}, then the test part. */
  private static List<Step> series(int seed, int size, int from) {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < size; t++) {
      double a = 40 + 8 * Math.sin(t / 3.0) + CounterRandom.gaussian(seed, t);
      steps.add(new Step(t < from ? Split.TRAIN : Split.TEST, a, 2 * a - t, 0, ""));
    }
    return steps;
  }

  private static SavedModel untrained(Task task, TableSpec job, Table table) throws IOException {
    PreparedTask prepared = task.prepare(SeriesTables.context(job, table));
    ModelSpec spec =
        new ModelSpec(
            prepared.input(),
            CellSpec.of("gru"),
            List.of(6),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            prepared.outputs());
    float[] parameters = Networks.layout(spec).initialParameters(5);
    LossSpec loss = prepared.loss();
    return new SavedModel(task.name(), spec, loss, "{}", Map.of(), prepared.encoders(), parameters);
  }

  private static Examples examples(SavedModel model, Table table, Split part) throws IOException {
    try (Parallel parallel = Parallel.of(1)) {
      return ShardExamples.of(model, null, table, 0, part, parallel);
    }
  }

  private static Map<Long, SeriesForecast> all(SavedModel model, Table table) throws IOException {
    Map<Long, SeriesForecast> all = new TreeMap<>();
    try (Parallel parallel = Parallel.of(1);
        TableReader reader = table.open(0)) {
      new SeriesModel(model, SeriesTables.SCHEMA, parallel)
          .backTest(
              reader,
              new SeriesModel.Forecasts() {
                @Override
                public void forecast(SeriesForecast forecast) {
                  all.put(forecast.first(), forecast);
                }

                @Override
                public void tooShort(String[] key, long steps) {}
              });
    }
    return all;
  }

  @Test
  void forecastsOfTheTestPartBesideWhatThereWas() throws IOException {
    WindowSpec window = new WindowSpec(12, 1, 3);
    TableSpec job =
        SeriesTables.job(window, 5, List.of(), List.of(), List.of(0.1, 0.5, 0.9), "b", "a");
    List<Step> steps = series(1, 150, TEST_FROM);
    Table table = SeriesTables.stage(folder, List.of(List.of(steps, series(2, 14, 0))));
    SavedModel model = untrained(new Forecasting(), job, table);
    Examples examples = examples(model, table, Split.TEST);

    // 14 time steps are too few for a window of 12 + 3.
    assertThat(examples.candidates()).isEqualTo(150 - TEST_FROM - 2);
    assertThat(examples.forecasts())
        .extracting(ForecastExample::rank)
        .containsExactly(ForecastExample.Rank.values());
    Map<Long, SeriesForecast> all = all(model, table);
    all.keySet().removeIf(first -> first < TEST_FROM);
    double[] errors =
        all.values().stream().mapToDouble(one -> error(model, one)).sorted().toArray();
    assertThat(errors).hasSize(58);
    assertThat(examples.forecasts().get(0).error()).isCloseTo(errors[0], within(1e-9));
    assertThat(examples.forecasts().get(2).error()).isCloseTo(errors[57], within(1e-9));
    assertThat(examples.forecasts().get(1).error()).isBetween(errors[27], errors[30]);
    for (ForecastExample example : examples.forecasts()) {
      assertThat(example.name()).isEqualTo("0-0");
      assertThat(example.time()).isEqualTo(Long.toString(example.first()));
      assertThat(example.quantiles()).containsExactly(0.1, 0.5, 0.9);
      assertThat(example.columns())
          .extracting(ForecastExample.Column::name)
          .containsExactly("b", "a");
      int first = (int) example.first();
      ForecastExample.Column b = example.columns().get(0);
      assertThat(b.middle()).isEqualTo(1);
      assertThat(b.history()).containsExactly(b(steps, first - 12, first));
      assertThat(b.naive()).containsOnly(steps.get(first - 1).b());
      assertThat(b.seasonal()).containsExactly(b(steps, first - 5, first - 2));
      assertThat(b.actual()).containsExactly(b(steps, first, first + 3), within(1e-3));
      SeriesForecast told = all.get(example.first());
      for (int q = 0; q < 3; q++) {
        for (int ahead = 0; ahead < 3; ahead++) {
          assertThat(b.forecast()[q][ahead]).isCloseTo(told.values()[ahead][q], within(1e-9));
          assertThat(example.columns().get(1).forecast()[q][ahead])
              .isCloseTo(told.values()[ahead][3 + q], within(1e-9));
        }
      }
    }
  }

  private static double[] b(List<Step> steps, int from, int to) {
    return IntStream.range(from, to).mapToDouble(t -> steps.get(t).b()).toArray();
  }

  /** Of the quantile in the middle. */
  private static double error(SavedModel model, SeriesForecast forecast) {
    double sum = 0;
    for (int ahead = 0; ahead < 3; ahead++) {
      for (int s = 0; s < 2; s++) {
        double error = forecast.values()[ahead][3 * s + 1] - forecast.actual()[ahead][s];
        sum += Math.abs(error) / SeriesModel.spec(model).series().get(s).deviation();
      }
    }
    return sum / 6;
  }

  @Test
  void ofManyWindowsSomeThatAreEvenlySpaced() throws IOException {
    TableSpec job = SeriesTables.job(new WindowSpec(3, 1, 1), 0, "a");
    Table table = SeriesTables.stage(folder, List.of(List.of(series(1, 1300, 100))));
    SavedModel model = untrained(new Forecasting(), job, table);
    Examples examples = examples(model, table, Split.TEST);
    assertThat(examples.candidates()).isEqualTo(1200);
    // At most 256 are kept: of 1,200 every eighth.
    assertThat(examples.forecasts()).hasSize(3);
    assertThat(examples.forecasts()).allMatch(one -> (one.first() - 100) % 8 == 0);
    assertThat(examples.forecasts().get(0).columns().get(0).seasonal()).isEmpty();
    assertThat(examples(model, table, Split.VALIDATION)).isEqualTo(none(Split.VALIDATION));
  }

  private static Examples none(Split part) {
    return new Examples(part, 0, List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void anomaliesOfTheTestPartWithTheErrorsThatTheyWereFoundIn() throws IOException {
    TableSpec job = SeriesTables.job(new WindowSpec(8, 1, 1, WindowLayout.Level.NONE), 0, "a");
    List<Step> steps = series(3, 2600, 100);
    for (int t = 1500; t < 1520; t++) {
      steps.set(t, new Step(Split.TEST, 140));
    }
    List<Step> plain = series(4, 700, 100);
    Table table = SeriesTables.stage(folder, List.of(List.of(plain, steps)));
    SavedModel model = untrained(new AnomalyDetection(), job, table);
    Examples examples = examples(model, table, Split.TEST);

    assertThat(examples.candidates()).isEqualTo(2);
    assertThat(examples.detected()).hasSize(2);
    DetectedSeries series = examples.detected().get(0);
    assertThat(series.name()).isEqualTo("0-1");
    assertThat(series.column()).isEqualTo("a");
    assertThat(series.first()).isEqualTo(100);
    assertThat(series.steps()).isEqualTo(2500);

    List<AnomalyRange> ranges = new ArrayList<>();
    List<Double> smoothed = new ArrayList<>();
    ErrorDetector detector =
        new ErrorDetector(
            ThresholdSpec.PUBLISHED, ranges::add, (error, threshold) -> smoothed.add(error));
    Table alone = SeriesTables.stage(folder, List.of(List.of(steps)));
    all(model, alone)
        .forEach(
            (first, forecast) -> {
              if (first >= 100) {
                detector.add(forecast.actual()[0][0] - forecast.values()[0][0], first);
              }
            });
    detector.end();
    assertThat(ranges).isNotEmpty();
    assertThat(series.ranges())
        .containsExactlyElementsOf(
            ranges.stream()
                .map(
                    range ->
                        new DetectedSeries.Range(
                            100 + range.first(),
                            100 + range.last(),
                            Long.toString(100 + range.first()),
                            Long.toString(100 + range.last()),
                            range.score()))
                .toList());
    assertThat(series.highest()).isEqualTo(highest(ranges.stream().mapToDouble(r -> r.score())));
    assertThat(highest(DoubleStream.of(series.errors().high())))
        .isEqualTo(highest(smoothed.stream().mapToDouble(Double::doubleValue)));
    assertThat(highest(DoubleStream.of(series.values().high()))).isCloseTo(140, within(1e-3));
    assertThat(series.values().every()).isEqualTo(8);
    assertThat(series.thresholds().low()).hasSameSizeAs(series.errors().low());
    assertThat(highest(DoubleStream.of(series.errors().high())))
        .isGreaterThan(DoubleStream.of(series.thresholds().low()).min().orElseThrow());
  }

  private static double highest(DoubleStream values) {
    return values.max().orElseThrow();
  }
}
