package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rondo.spark.Contexts;

/** Classes and tags that are told of tables, through the command line, and what is refused. */
class TestPredictCommand extends AbstractTestTelling {
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
  void keysHaveTheTypeThatTheyHadInTraining() throws IOException {
    String data = table("tagging-digits.csv", "007," + DAY + ",1,good\n012," + DAY + ",2,bad\n");
    tell("predict", tagging, data, "digits");
    assertThat(rows("digits").stream().map(row -> row.get("who")))
        .containsExactlyInAnyOrder("007", "012");
  }

  @Test
  void keysOfRowsThatAreSequencesAreToldBesideThem() throws IOException {
    StringBuilder rows = new StringBuilder("number,day,word,sound,part\n");
    for (int i = 0; i < 40; i++) {
      String part = i % 5 == 0 ? "validation" : i % 5 == 1 ? "test" : "train";
      String word = i % 2 == 0 ? "abba,a" : "ubbu,u";
      rows.append(i + "," + DAY.plusDays(i % 9) + "," + word + "," + part + "\n");
    }
    rows.append("40," + DAY + ",ybby,y,test\n"); // a class that is not learned
    rows.append("41,tomorrow,abba,,train\n");
    Path table = Files.writeString(folder.resolve("words.csv"), rows);
    String job =
        """
        task = classification
        data {
          path = "%s", key = [number, day], target = sound
          split { by = column, column = part }
          on-bad-record = quarantine, bad-records = 0.1
          inputs = [{ column = word, as = characters, embedding = 4 }]
        }
        model.hidden = [4]
        training { epochs = 1, batch = 8, truncate = 0 }
        """
            .formatted(table);
    Path config = Files.writeString(folder.resolve("words.conf"), job);
    String model = folder.resolve("words").toString();
    json("train", "--config", config.toString(), "--output", model, "--json");
    assertThat(Files.readAllLines(folder.resolve("words/quarantine/rejected.jsonl")))
        .hasSize(2)
        .anyMatch(
            line ->
                line.startsWith("{\"reason\":\"missing value\",\"column\":\"sound\"")
                    && line.contains("\"row\":42"))
        .contains(
            "{\"reason\":\"unknown-label\",\"column\":\"sound\",\"sequence\":\""
                + table
                + ":41\",\"detail\":\"column sound has \\\"y\\\", which the training part"
                + " lacks\"}");

    String header = "number,day,word,sound\n";
    String few = "3," + DAY + ",abba,\n3," + DAY + ",ubbu,\n";
    String data = Files.writeString(folder.resolve("few-words.csv"), header + few).toString();
    tell("predict", model, data, "sounds");
    assertThat(rows("sounds"))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.keySet())
                  .containsExactly("number", "day", "predicted_sound", "probability_sound");
              assertThat(row).containsEntry("number", "3").containsEntry("day", DAY.toString());
              assertThat(row.get("predicted_sound")).isIn("a", "u");
            });
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
                  + ": got a model of the task tagging, expected one of forecasting, anomaly"
                  + (command.equals("detect") ? ", events" : "")
                  + "; use rondo predict");
    }
    assertThat(refused(64, "generate", "--model", classification))
        .isEqualTo(
            "rondo: The model was trained for the task classification, which generates nothing,"
                + " expected language-model or music; what it tells of data is told by rondo"
                + " evaluate and predict");
    assertThat(refused(64, "generate", "--model", forecasting))
        .endsWith("is told by rondo evaluate, forecast and detect");
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
                "--sequences"))
        .isEqualTo(
            "rondo: --sequences: got it for a model of the task forecasting, expected events; leave"
                + " it out");
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
}
