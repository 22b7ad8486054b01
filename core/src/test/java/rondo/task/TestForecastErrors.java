package rondo.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.Split;
import rondo.data.WindowLayout;
import rondo.error.RondoException;
import rondo.feature.FeatureSpec;
import rondo.table.Table;
import rondo.task.SeriesTables.Step;

/** Every refusal says what was got, what was expected and what to do. */
class TestForecastErrors {
  private static final WindowSpec WINDOW = new WindowSpec(4, 1, 2);
  @TempDir private Path folder;

  private static void refused(TableSpec job, String message) {
    refused(new Forecasting(), job, message);
  }

  private static void refused(Task task, TableSpec job, String message) {
    DataSpec data = new DataSpec("series.csv", 0.1, 0.1, 0, 0, job);
    assertThatThrownBy(() -> task.columns(data, true))
        .isInstanceOf(RondoException.class)
        .hasMessage(message);
  }

  private static TableSpec job(
      List<FeatureSpec> inputs, List<String> known, List<Double> quantiles, String... target) {
    return SeriesTables.job(WINDOW, 0, inputs, known, quantiles, target);
  }

  private static FeatureSpec as(String column, FeatureSpec.Kind kind) {
    return new FeatureSpec(column, kind, FeatureSpec.Scale.NONE, 0, 1, 0, false, false);
  }

  @Test
  void jobsThatCannotBeForecast() {
    refused(null, "data.path: got no table, expected one for the task forecasting");
    refused(
        SeriesTables.job(WINDOW, 0),
        "data.target: got [], expected the columns that forecasting is to forecast, each once");
    refused(
        SeriesTables.job(new WindowSpec(0, 1, 2), 0, "a"),
        "data.window: got 0, expected how many time steps a forecast sees, at least 1");
    refused(
        SeriesTables.job(new WindowSpec(4, 1, 0), 0, "a"),
        "data.horizon: got 0, expected how many time steps to forecast, at least 1");
    refused(
        SeriesTables.job(WINDOW, 5, "a"),
        "data.season: got 5, expected at most the 4 time steps of data.window, which must show it");
    refused(
        job(List.of(), List.of(), List.of(0.9, 0.1), "a"),
        "data.quantiles: got [0.9, 0.1], expected ascending ones, as in [0.1, 0.5, 0.9]");
    refused(
        job(List.of(as("mode", FeatureSpec.Kind.WORDS)), List.of(), List.of(), "a"),
        "data.inputs: got mode as words, expected values of time steps: numbers, categories or"
            + " sets");
    refused(
        job(List.of(as("a", FeatureSpec.Kind.CATEGORY)), List.of(), List.of(), "a"),
        "data.inputs: got a, which is a target, as something else, expected a number a time step");
    refused(
        job(List.of(), List.of("hour"), List.of(), "a"),
        "data.known: got hour, expected names that are among data.inputs");
    refused(
        job(List.of(FeatureSpec.of("a")), List.of("a"), List.of(), "a"),
        "data.known: got a, which is a target, expected inputs that are known ahead");
    refused(
        new AnomalyDetection(),
        job(List.of(), List.of(), List.of(0.5), "a"),
        "data.quantiles: got [0.5], expected none: an anomaly is told by its distance from the"
            + " mean");
  }

  @Test
  void aSeasonIsNeededToSubtractIt() {
    WindowSpec window = new WindowSpec(7, 1, 3, WindowLayout.Level.SEASON);
    refused(
        new Forecasting(),
        SeriesTables.job(window, 0, "a"),
        "data.normalize: got season with data.season = 0, expected last, mean or none, or set"
            + " data.season");
  }

  @Test
  void otherTasksDoNotNormalizeWindows() {
    WindowSpec window = new WindowSpec(0, 1, 0, WindowLayout.Level.MEAN);
    refused(
        new Regression(),
        SeriesTables.job(window, 0, List.of(FeatureSpec.of("b")), List.of(), List.of(), "a"),
        "data.normalize: got mean, expected last: regression forecasts nothing");
  }

  private static List<Step> steps(Split split, int count) {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      steps.add(new Step(split, t));
    }
    return steps;
  }

  private void unfit(List<Step> series, String target, String message) throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(series)));
    assertThatThrownBy(
            () ->
                new Forecasting()
                    .prepare(SeriesTables.context(SeriesTables.job(WINDOW, 0, target), table)))
        .isInstanceOf(RondoException.class)
        .hasMessage(message);
  }

  @Test
  void dataThatCannotBeForecast() throws IOException {
    unfit(
        steps(Split.TRAIN, 5),
        "a",
        "data.path: the training part has 5 time steps and no series in it is as long as a window,"
            + " expected 2 to forecast after 4 to see; give more data, or change data.window,"
            + " data.horizon or data.split");
    List<Step> shortTest = steps(Split.TRAIN, 9);
    shortTest.add(new Step(Split.TEST, 1));
    unfit(
        shortTest,
        "a",
        "data.path: the test part has 1 time steps and no series in it is as long as a window,"
            + " expected 2 to forecast after 4 to see; give more data, or change data.window,"
            + " data.horizon or data.split");
    unfit(
        steps(Split.TRAIN, 9),
        "c",
        "data.target: the table has no column c with a value for each time step, expected a"
            + " number; name such a column");
    unfit(
        steps(Split.TRAIN, 9),
        "mode",
        "data.target: the column mode holds TEXT, expected a number a time step; cast it in"
            + " data.query");
    List<Step> missing = steps(Split.TRAIN, 9);
    missing.set(3, new Step(Split.TRAIN, Double.NaN));
    unfit(
        missing,
        "a",
        "data.target: a is missing at 0-0.csv:1, expected a number at each time step; fill it in,"
            + " or leave such rows out, in data.query");
  }

  @Test
  void windowsAreNotTruncated() throws IOException {
    Table table = SeriesTables.stage(folder, List.of(List.of(steps(Split.TRAIN, 9))));
    TaskContext whole = SeriesTables.context(SeriesTables.job(WINDOW, 0, "a"), table);
    TaskContext cut =
        new TaskContext(whole.data(), 0, 100, 1, whole.files(), whole.scanner(), table);
    assertThatThrownBy(() -> new Forecasting().prepare(cut))
        .hasMessage(
            "training.truncate: got 100, expected 0: the windows of forecasting are learned whole");
  }
}
