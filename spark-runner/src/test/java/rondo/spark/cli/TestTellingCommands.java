package rondo.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.model.CounterRandom;
import rondo.spark.Contexts;

/** What models tell of tables, through the command line: classes, tags, forecasts, anomalies. */
class TestTellingCommands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final LocalDate DAY = LocalDate.of(2023, 12, 30);
  private static final int SPIKE = 250;

  @TempDir static Path folder;
  private static String forecasting;
  private static String classification;
  private static String tagging;

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
    classification =
        trained(
            "classification",
            "classification",
            walks(0, 90),
            "key = [id], time = t, validation = 0.2, test = 0.2, inputs = [x], target = label");
    tagging =
        trained(
            "tagging",
            "tagging",
            diaries(40),
            "key = [who], time = day, validation = 0.2, test = 0.2, inputs = [x], target = mood");
  }

  /** The run directory of a small model. */
  private static String trained(String task, String name, String table, String data)
      throws IOException {
    String job =
        """
        task = %s
        data {
          path = "%s"
          %s
        }
        model { cell = gru, hidden = [8] }
        training { epochs = 2, batch = 8, truncate = 0, optimizer.learning-rate = 0.02 }
        rounds { shards = 2, local-steps = 4 }
        """
            .formatted(task, table(name + ".csv", table), data);
    Path config = Files.writeString(folder.resolve(name + ".conf"), job);
    String output = folder.resolve(name).toString();
    json("train", "--config", config.toString(), "--output", output, "--json");
    return output;
  }

  /** Writes a CSV file; the header is that of its kind of rows. */
  private static String table(String name, String rows) throws IOException {
    String header =
        name.startsWith("forecasting")
            ? "place,hour,a,b"
            : name.startsWith("classification") ? "id,t,x,label" : "who,day,x,mood";
    return Files.writeString(folder.resolve(name), header + "\n" + rows).toString();
  }

  /** Hours of a place; the first are left out. */
  private static String series(int place, int steps, int from) {
    return hours(from, steps)
        .map(t -> place + "," + START.plusHours(t) + "," + a(place, t) + "," + b(t) + "\n")
        .collect(Collectors.joining());
  }

  private static Stream<Integer> hours(int from, int to) {
    return Stream.iterate(from, t -> t < to, t -> t + 1);
  }

  private static double a(int place, int t) {
    return 10 * place + 4 * Math.sin(t / 2.0) + 0.2 * CounterRandom.gaussian(place, t);
  }

  private static double b(int t) {
    return -100 + 0.5 * t + CounterRandom.gaussian(7, t);
  }

  /** Sequences that rise or fall, 4 to 9 time steps long. */
  private static String walks(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int id = from; id < to; id++) {
      boolean rises = CounterRandom.gaussian(3, id) > 0;
      for (int t = 0; t < 4 + id % 6; t++) {
        double x = (rises ? t : -t) * 0.3 + CounterRandom.gaussian(100 + id, t);
        rows.append(id + "," + (10 * t) + "," + x + "," + (rises ? "up" : "down") + "\n");
      }
    }
    return rows.toString();
  }

  /** Days with a mood each. */
  private static String diaries(int people) {
    StringBuilder rows = new StringBuilder();
    for (int who = 0; who < people; who++) {
      for (int t = 0; t < 3 + who % 5; t++) {
        double x = CounterRandom.gaussian(500 + who, t);
        String mood = x + 0.3 * CounterRandom.gaussian(900 + who, t) > 0 ? "good" : "bad";
        rows.append("p" + who + "," + DAY.plusDays(t) + "," + x + "," + mood + "\n");
      }
    }
    return rows.toString();
  }

  private static JsonNode json(String... args) throws IOException {
    CommandRun run = CommandRun.of(args);
    assertThat(run.err()).doesNotContain("rondo: ");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    return JSON.readTree(run.out());
  }

  private static JsonNode tell(
      String command, String model, String data, String output, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of(command, "--model", model, "--data", data));
    args.addAll(List.of("--output", folder.resolve(output).toString(), "--format", "csv"));
    args.addAll(List.of(more));
    args.add("--json");
    return json(args.toArray(String[]::new));
  }

  /** The rows of a folder of CSV files, by column. */
  private static List<Map<String, String>> rows(String output) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
        List<String[]> lines =
            Files.readAllLines(file, UTF_8).stream().map(line -> line.split(",", -1)).toList();
        for (String[] line : lines.subList(Math.min(1, lines.size()), lines.size())) {
          assertThat(line).hasSameSizeAs(lines.get(0));
          Map<String, String> row = new LinkedHashMap<>();
          for (int i = 0; i < line.length; i++) {
            row.put(lines.get(0)[i], line[i]);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private static LocalDateTime time(Map<String, String> row, String column) {
    return OffsetDateTime.parse(row.get(column)).toLocalDateTime();
  }

  private static String refused(int code, String... args) {
    CommandRun run = CommandRun.of(args);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    return run.err().lines().reduce((first, last) -> last).orElseThrow();
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
    JsonNode series =
        JSON.readTree(Path.of(forecasting, "model", "series.json").toFile()).get("series");
    double sum = 0;
    for (Map<String, String> row : rows) {
      for (int s = 0; s < 2; s++) {
        String name = series.get(s).get("name").asText();
        double deviation = series.get(s).get("mean, deviation, difference").get(1).asDouble();
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
            inputs = [b], known = [b], target = a, window = 5, horizon = 2
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

  @Test
  void classesThatAreToldHaveTheAccuracyOfTheEvaluation() throws IOException {
    String table = walks(200, 300);
    String data = table("classification-more.csv", table);
    JsonNode told = tell("predict", classification, data, "classes");
    JsonNode evaluated = json("evaluate", "--model", classification, "--data", data, "--json");
    Map<String, String> labels = new LinkedHashMap<>();
    table.lines().map(line -> line.split(",")).forEach(line -> labels.put(line[0], line[3]));
    List<Map<String, String>> rows = rows("classes");

    assertThat(told.get("sequences").asInt()).isEqualTo(100);
    assertThat(rows.stream().map(row -> row.get("id")))
        .containsExactlyInAnyOrderElementsOf(labels.keySet());
    long right =
        rows.stream()
            .filter(row -> labels.get(row.get("id")).equals(row.get("predicted_label")))
            .count();
    assertThat(right / 100.0)
        .isCloseTo(evaluated.get("metrics").get("accuracy").asDouble(), within(1e-9));
    assertThat(rows)
        .allSatisfy(row -> assertThat(number(row, "probability_label")).isGreaterThan(0.5));

    String unlabelled =
        Files.writeString(
                folder.resolve("classification-unlabelled.csv"),
                Files.readString(Path.of(data)).replaceAll(",[a-z]+\n", "\n"))
            .toString();
    tell("predict", classification, unlabelled, "unlabelled");
    assertThat(rows("unlabelled")).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void tagsThatAreToldHaveTheAccuracyOfTheEvaluation() throws IOException {
    String table = diaries(40);
    String data = table("tagging-more.csv", table);
    tell("predict", tagging, data, "tags");
    JsonNode evaluated = json("evaluate", "--model", tagging, "--data", data, "--json");
    Map<String, String> moods = new LinkedHashMap<>();
    table
        .lines()
        .map(line -> line.split(","))
        .forEach(line -> moods.put(line[0] + " " + line[1], line[3]));
    List<Map<String, String>> rows = rows("tags");

    assertThat(rows.stream().map(row -> row.get("who") + " " + row.get("time")))
        .containsExactlyInAnyOrderElementsOf(moods.keySet());
    long right = 0;
    for (Map<String, String> row : rows) {
      assertThat(row.get("time"))
          .isEqualTo(DAY.plusDays(Long.parseLong(row.get("step"))).toString());
      String mood = moods.get(row.get("who") + " " + row.get("time"));
      right += mood.equals(row.get("predicted_mood")) ? 1 : 0;
    }
    assertThat((double) right / rows.size())
        .isCloseTo(evaluated.get("metrics").get("accuracy").asDouble(), within(1e-9));
  }

  @Test
  void modelsOfOtherTasksAreRefused() {
    String output = folder.resolve("never").toString();
    assertThat(
            refused(64, "predict", "--model", forecasting, "--data", "x.csv", "--output", output))
        .isEqualTo(
            "rondo: rondo predict: got a model of the task forecasting, expected one of"
                + " classification, regression, tagging; use rondo forecast");
    for (String command : List.of("forecast", "detect")) {
      assertThat(refused(64, command, "--model", tagging, "--data", "x.csv", "--output", output))
          .isEqualTo(
              "rondo: rondo "
                  + command
                  + ": got a model of the task tagging, expected one of forecasting, anomaly; use"
                  + " rondo predict");
    }
    assertThat(
            refused(
                64,
                "detect",
                "--model",
                forecasting,
                "--data",
                "x.csv",
                "--output",
                output,
                "--batch",
                "0"))
        .isEqualTo(
            "rondo: --batch: got 0.0, expected 1 to 1048576 errors; see 'rondo detect --help'");
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void whatIsAtTheOutputStaysUntilAllIsThere() throws IOException {
    Path output = Files.createDirectory(folder.resolve("precious"));
    Path thesis = Files.writeString(output.resolve("thesis.tex"), "precious");
    String data = table("forecasting-few.csv", series(1, 30, 0));
    String[] args = {
      "forecast", "--model", forecasting, "--data", data, "--output", output.toString()
    };
    assertThat(refused(73, args))
        .endsWith("precious exists already; give a new folder, or --overwrite to replace it");

    String gap =
        table(
            "forecasting-gap.csv",
            series(1, 30, 0) + "1," + START.plusHours(30) + ",,\n" + series(1, 40, 31));
    String[] broken = Arrays.copyOf(args, args.length + 1);
    broken[4] = gap;
    broken[args.length] = "--overwrite";
    assertThat(refused(65, broken)).contains("lacks a value in the middle");
    assertThat(thesis).exists();
    assertThat(names()).noneMatch(name -> name.startsWith(".precious"));

    broken[4] = data;
    assertThat(CommandRun.of(broken).code()).isZero();
    assertThat(thesis).doesNotExist();
    assertThat(names()).noneMatch(name -> name.startsWith(".precious"));
    assertThat(output.resolve("_SUCCESS")).exists();
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
