package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rondo.spark.Contexts;

/** Forecasts and anomalies, through the command line. */
class TestForecastCommands extends AbstractTestTelling {
  private static String forecasting;

  @BeforeAll
  static void train() throws IOException {
    Contexts.on("local[2]");
    forecasting =
        trained(
            "forecasting",
            "forecasting",
            series(1, 120, 0) + series(2, 120, 0),
            """
            key = [place], time = hour
            split { by = time, validation-from = "2024-01-04", test-from = "2024-01-05" }
            target = [a, b], window = 6, horizon = 2
            """);
  }

  @Test
  void trainTellsWhatIsToBeBeaten() throws IOException {
    String config = folder.resolve("forecasting.conf").toString();
    List<String> args = List.of("train", "--config", config, "--set", "data.season=3", "--output");
    CommandRun run = CommandRun.of(with(args, folder.resolve("baselines").toString()));
    JsonNode told = json(with(args, folder.resolve("baselines-json").toString(), "--json"));
    double last = told.get("baselines").get("the last value").asDouble();
    double seasonal = told.get("baselines").get("the value one season before").asDouble();
    assertThat(last).isPositive().isNotEqualTo(seasonal);
    assertThat(run.out())
        .contains(
            String.format(
                Locale.ROOT,
                " (the last value %.4g, the value one season before %.4g)",
                last,
                seasonal));
  }

  @Test
  void backTestsHaveTheLossOfTheEvaluation() throws IOException {
    String data =
        table("forecasting-later.csv", series(1, 90, 20) + series(2, 80, 0) + series(3, 7, 0));
    JsonNode told = tell("forecast", forecasting, data, "back-test", "--back-test");
    JsonNode evaluated = json("evaluate", "--model", forecasting, "--data", data, "--json");
    List<Map<String, String>> rows = rows("back-test");

    assertThat(rows).hasSize(2 * (70 - 7 + 80 - 7));
    assertThat(told.get("rows").asInt()).isEqualTo(rows.size());
    assertThat(told.get("series").asInt()).isEqualTo(3);
    assertThat(told.get("too_short").asInt()).isEqualTo(1);
    assertThat(rows.get(0).keySet())
        .containsExactly(
            "place",
            "first",
            "step",
            "last_time",
            "time",
            "predicted_a",
            "predicted_b",
            "actual_a",
            "actual_b");
    assertThat(meanSquare(rows)).isCloseTo(evaluated.get("loss").asDouble(), within(1e-5));
    for (Map<String, String> row : rows) {
      int place = (int) number(row, "place");
      int t = (int) (number(row, "first") + number(row, "step")) - 1 + (place == 1 ? 20 : 0);
      assertThat(number(row, "actual_a")).isCloseTo(a(place, t), within(1e-4));
      assertThat(time(row, "time")).isEqualTo(START.plusHours(t));
      assertThat(time(row, "last_time")).isEqualTo(START.plusHours(t - (long) number(row, "step")));
    }
  }

  /** In the deviations of what was learned. */
  private static double meanSquare(List<Map<String, String>> rows) throws IOException {
    JsonNode fitted = JSON.readTree(Path.of(forecasting, "model", "series.json").toFile());
    double sum = 0;
    for (Map<String, String> row : rows) {
      for (int s = 0; s < 2; s++) {
        String name = fitted.get("series").get(s).asText();
        double deviation = fitted.get("deviations").get(s).asDouble();
        double error = number(row, "predicted_" + name) - number(row, "actual_" + name);
        sum += error * error / (deviation * deviation);
      }
    }
    return sum / (2 * rows.size());
  }

  @Test
  void forecastsAreThoseOfTheBackTestFromTheSamePlace() throws IOException {
    String all = table("forecasting-all.csv", series(1, 60, 0) + series(2, 60, 0));
    String cut =
        table("forecasting-cut.csv", series(1, 50, 0) + series(2, 40, 0) + series(3, 5, 0));
    tell("forecast", forecasting, all, "all", "--back-test");
    JsonNode told = tell("forecast", forecasting, cut, "cut");
    List<Map<String, String>> rows = rows("cut");

    assertThat(told.get("rows").asInt()).isEqualTo(4);
    assertThat(told.get("too_short").asInt()).isEqualTo(1);
    List<Map<String, String>> expected = new ArrayList<>();
    for (Map<String, String> row : rows("all")) {
      if (row.get("first").equals(row.get("place").equals("1") ? "50" : "40")) {
        row.keySet().removeAll(List.of("first", "time", "actual_a", "actual_b"));
        expected.add(row);
      }
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    CommandRun forPeople =
        CommandRun.of(
            "forecast",
            "--model",
            forecasting,
            "--data",
            cut,
            "--output",
            folder.resolve("parquet").toString());
    assertThat(forPeople.out()).startsWith("4 rows on 3 series in ");
    assertThat(forPeople.err())
        .contains(
            "1 of 3 series have fewer than the 6 time steps that are needed, and were left out");
    assertThat(folder.resolve("parquet/_SUCCESS")).exists();
  }

  @Test
  void whatIsKnownAheadGivesTheTimesOfAForecast() throws IOException {
    String model =
        trained(
            "forecasting",
            "forecasting-quantiles",
            series(1, 90, 0),
            """
            key = [place], time = hour
            split { by = time, validation-from = "2024-01-03", test-from = "2024-01-04" }
            query = "SELECT *, 2 * a AS c FROM input"
            inputs = [b, c], known = [b], target = a, window = 5, horizon = 2
            quantiles = [0.1, 0.5, 0.975]
            """);
    String future =
        series(1, 30, 0)
            + "1,"
            + START.plusHours(30)
            + ",,-85\n1,"
            + START.plusHours(33)
            + ",,-84\n";
    String data = table("forecasting-future.csv", future);
    tell("forecast", model, data, "future");
    List<Map<String, String>> rows = rows("future");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).keySet())
        .containsExactly(
            "place",
            "step",
            "last_time",
            "time",
            "predicted_a_q10",
            "predicted_a_q50",
            "predicted_a_q97.5");
    assertThat(rows)
        .extracting(row -> time(row, "time"))
        .containsExactly(START.plusHours(30), START.plusHours(33));
    assertThat(rows).extracting(row -> time(row, "last_time")).containsOnly(START.plusHours(29));
    String unknown = table("forecasting-unknown.csv", series(1, 30, 0));
    String output = folder.resolve("unknown").toString();
    assertThat(refused(65, "forecast", "--model", model, "--data", unknown, "--output", output))
        .contains("has 0 time steps after its last value, expected the 2 that are forecast");
    assertThat(refused(64, "detect", "--model", model, "--data", data, "--output", output))
        .isEqualTo(
            "rondo: The model forecasts the quantiles [0.1, 0.5, 0.975], expected one of the"
                + " mean; train the task anomaly");
    assertThat(folder.resolve("unknown")).doesNotExist();
  }

  @Test
  void aSpikeIsFound() throws IOException {
    String spike = series(1, 400, 0).replace("," + a(1, SPIKE) + ",", ",90,");
    String data = table("forecasting-spike.csv", spike + series(2, 7, 0));
    JsonNode told =
        tell(
            "detect",
            forecasting,
            data,
            "spike",
            "--batch",
            "50",
            "--batches",
            "4",
            "--buffer",
            "3");
    List<Map<String, String>> rows = rows("spike");

    assertThat(told.get("anomalies").asInt()).isEqualTo(rows.size());
    assertThat(told.get("too_short").asInt()).isEqualTo(1);
    Map<String, String> highest =
        rows.stream()
            .max((one, other) -> Double.compare(number(one, "score"), number(other, "score")))
            .orElseThrow();
    assertThat(highest.keySet())
        .containsExactly("place", "column", "first", "last", "first_time", "last_time", "score");
    assertThat(highest).containsEntry("place", "1").containsEntry("column", "a");
    assertThat(number(highest, "first")).isBetween(SPIKE - 10.0, (double) SPIKE);
    assertThat(number(highest, "last")).isBetween((double) SPIKE, SPIKE + 60.0);
    for (Map<String, String> row : rows) {
      assertThat(time(row, "first_time")).isEqualTo(START.plusHours((long) number(row, "first")));
      assertThat(time(row, "last_time")).isEqualTo(START.plusHours((long) number(row, "last")));
    }
  }

  private static String[] with(List<String> args, String... more) {
    return Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
