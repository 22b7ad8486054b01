package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rondo.feature.FeatureSpec;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.task.TableSpec;

/** Job files that {@code init} writes for small data of each task. */
class TestInitCommand extends AbstractTestInit {
  /** The table of the README: rows are time steps of machines. */
  private static String machines(int from, int to) {
    return rows(
        "machine,time,current,mode,site,failed",
        6 * (to - from),
        i -> {
          int machine = from + i / 6;
          double level = machine % 3 == 0 ? 5 : 1;
          return machine
              + ","
              + 10 * (i % 6)
              + ","
              + (level + noise(machine, i % 6))
              + ","
              + List.of("idle", "cut", "move").get(i % 3)
              + ",north,"
              + (machine % 3 == 0 ? "yes" : "no");
        });
  }

  @Test
  void threeCommandsFromTheCsvOfANewcomerToPredictions() throws IOException {
    String data = write("machines.csv", machines(0, 150));
    JsonNode told = init("machines", "classification", data, "--target", "failed");

    assertThat(told.get("rows").asLong()).isEqualTo(900);
    assertThat(told.get("time").asText()).isEqualTo("time");
    assertThat(told.get("key").toString()).isEqualTo("[\"machine\"]");
    assertThat(told.get("inputs").toString()).isEqualTo("[\"current\",\"mode\"]");
    assertThat(told.get("left_out").get("site").asText()).isEqualTo("it has one value alone");
    assertThat(told.get("next").asText())
        .isEqualTo("rondo train --config " + file("machines") + " --output runs/machines");
    TableSpec table = table("machines");
    assertThat(table.source().key()).containsExactly("machine");
    assertThat(table.source().time()).isEqualTo("time");
    assertThat(columns(table)).containsExactly("current", "mode");
    assertThat(table.target()).containsExactly("failed");
    assertThat(table.source().onBadRecord()).isEqualTo(SourceSpec.OnBadRecord.FAIL);
    assertThat(job("machines").model().bidirectional()).isTrue();
    assertThat(Files.readString(file("machines")))
        .contains("# 2 classes, from 50 to 100 sequences each")
        .contains("# 150 sequences of 6 rows each")
        .contains("left out: it has one value alone");

    train("machines");
    String newcomers =
        write("new-machines.csv", machines(200, 210).replaceAll("(?m),(failed|yes|no)$", ""));
    Path output = folder.resolve("failures");
    CommandRun predict =
        CommandRun.of(
            "predict",
            "--model",
            folder.resolve("run-machines").toString(),
            "--data",
            newcomers,
            "--output",
            output.toString(),
            "--format",
            "csv");
    assertThat(predict.code()).as(predict.err()).isZero();
    assertThat(predict.out()).startsWith("10 rows on 10 sequences");
    assertThat(folder.resolve("run-machines").resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void forecastingFindsSeasonsAndSplitsByTime() throws IOException {
    String data =
        write(
            "sales.csv",
            rows(
                "month,shop,sold,steady",
                288,
                i -> {
                  int t = i / 2;
                  double sold = 50 + t + 20 * Math.sin(2 * Math.PI * t / 12) + noise(i % 2, t);
                  return START.plusMonths(t) + ",s" + i % 2 + "," + sold + ",7";
                }));
    JsonNode told = init("sales", "forecasting", data);

    assertThat(told.get("left_out").toString())
        .isEqualTo("{\"steady\":\"it has one value alone\"}");
    TableSpec table = table("sales");
    assertThat(table.source().key()).containsExactly("shop");
    assertThat(table.source().time()).isEqualTo("month");
    assertThat(table.source().split().by()).isEqualTo(SplitSpec.By.TIME);
    assertThat(table.target()).containsExactly("sold");
    assertThat(table.season()).isEqualTo(12);
    assertThat(table.window().horizon()).isEqualTo(12);
    assertThat(table.window().length()).isEqualTo(24);
    assertThat(Files.readString(file("sales"))).contains("# values resemble those 12 time steps");
    train("sales");

    init("sales-2", "forecasting", data, "--horizon", "3", "--window", "6", "--key", "shop");
    assertThat(table("sales-2").window().length()).isEqualTo(6);
    assertThat(table("sales-2").window().horizon()).isEqualTo(3);
    assertThat(table("sales-2").season()).as("more than the window").isZero();
  }

  @Test
  void anomaliesWatchAllNumbersWithCategoriesBeside() throws IOException {
    String data =
        write(
            "telemetry.jsonl",
            IntStream.range(0, 400)
                .mapToObj(
                    t ->
                        "{\"at\":\"%s\",\"a\":%s,\"b\":%s,\"mode\":\"%s\"}"
                            .formatted(
                                START.plusMinutes(t),
                                noise(1, t),
                                noise(2, t),
                                t % 2 == 0 ? "x" : "y"))
                .collect(Collectors.joining("\n")));
    init("telemetry", "anomaly", data);
    TableSpec table = table("telemetry");
    assertThat(table.source().time()).isEqualTo("at");
    assertThat(table.source().key()).isEmpty();
    assertThat(table.target()).containsExactly("a", "b");
    assertThat(columns(table)).containsExactly("mode");
    assertThat(table.window().horizon()).isEqualTo(1);
    assertThat(table.source().split().validationFrom()).isEqualTo("2024-01-01 05:20:00");
  }

  @Test
  void numberedColumnsWithoutAHeaderAreTimeSteps() throws IOException {
    Path data = folder.resolve("strokes.data");
    Files.writeString(
        data,
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    IntStream.range(0, 8)
                            .mapToObj(t -> String.valueOf((i % 2 == 0 ? t : 8 - t) + noise(t, i)))
                            .collect(Collectors.joining(";"))
                        + ";"
                        + i % 2)
            .collect(Collectors.joining("\n")));
    init("strokes", "classification", data.toString(), "--target", "_c8");
    TableSpec table = table("strokes");
    assertThat(table.source().format()).isEqualTo("csv");
    assertThat(table.source().options()).containsEntry("header", "false").containsEntry("sep", ";");
    assertThat(columns(table)).containsExactly("steps");
    assertThat(table.source().query())
        .contains("double(`_c0`), double(`_c1`)")
        .doesNotContain("_c8");
  }

  @Test
  void textsAreCutIntoWordsAndFilesNamedTestAreTheTestPart() throws IOException {
    Path both = Files.createDirectory(folder.resolve("questions"));
    String header = "id,kind,question,answered";
    IntFunction<String> row =
        i ->
            i
                + ","
                + (i % 3 == 0 ? "place" : "person")
                + ",\""
                + (i % 3 == 0 ? "Where is the house of number " : "Who is the owner of number ")
                + i
                + "\","
                + (i % 10 == 0 ? "" : "3");
    Files.writeString(both.resolve("questions-train.csv"), rows(header, 200, row));
    Files.writeString(
        both.resolve("questions-test.csv"), rows(header, 60, i -> row.apply(i + 200)));
    JsonNode told = init("questions", "classification", both.toString(), "--target", "kind");

    assertThat(told.get("left_out").get("id").asText()).isEqualTo("it only numbers the rows");
    assertThat(told.get("left_out").get("answered").asText()).contains("missing");
    TableSpec table = table("questions");
    assertThat(table.inputs().get(0).kind()).isEqualTo(FeatureSpec.Kind.WORDS);
    assertThat(columns(table)).containsExactly("question");
    assertThat(table.source().split().by()).isEqualTo(SplitSpec.By.COLUMN);
    assertThat(table.source().query())
        .contains("pmod(xxhash64(`question`, `kind`), 10) = 0")
        .doesNotContain("_metadata.row");
    train("questions");
  }

  @Test
  void regressionOverColumnsThatMissValues() throws IOException {
    String data =
        write(
            "houses.csv",
            rows(
                    "area,rooms,price",
                    250,
                    i ->
                        (i % 50 == 3 ? "" : noise(1, i))
                            + ","
                            + i % 4
                            + ","
                            + (noise(1, i) + i % 4))
                + "a,line,with,more,fields\n");
    JsonNode told = init("houses", "regression", data);
    assertThat(told.get("target").toString()).isEqualTo("[\"price\"]");
    TableSpec table = table("houses");
    assertThat(columns(table)).containsExactly("steps");
    assertThat(table.source().onBadRecord()).isEqualTo(SourceSpec.OnBadRecord.SKIP);
    assertThat(Files.readString(file("houses")))
        .contains("250 rows and 1 bad lines", "# up to 2.4 % of the rows lack a value");
  }

  @Test
  void aClassThatChangesWithinASeriesIsThatOfWindows() throws IOException {
    String data =
        write(
            "walk.csv",
            rows(
                "t,x,activity",
                1_000,
                t -> t + "," + (t / 60 % 2 + 0.3 * noise(1, t)) + "," + t / 60 % 2));
    init("walk", "classification", data, "--target", "activity", "--time", "t");
    TableSpec table = table("walk");
    assertThat(table.source().key()).isEmpty();
    assertThat(table.source().split().by()).isEqualTo(SplitSpec.By.TIME);
    assertThat(table.source().split().testFrom()).isEqualTo("800");
    assertThat(table.window().length()).isEqualTo(50);
    assertThat(table.window().stride()).isEqualTo(12);
  }

  @Test
  void wholeTimesStayWholeAndPartsOfZeroAreLeftOut() throws IOException {
    String data =
        write(
            "counts.csv",
            rows("t,x", 400, t -> (t == 7 ? "unknown" : t) + "," + (t % 5 + noise(1, t))));
    init("counts", "forecasting", data, "--window", "10", "--validation", "0.1", "--test", "0");
    SplitSpec split = table("counts").source().split();
    assertThat(split.validationFrom()).matches("3[56]\\d");
    assertThat(split.testFrom()).isNull();
    assertThat(table("counts").source().onBadRecord()).isEqualTo(SourceSpec.OnBadRecord.SKIP);
    assertThat(Files.readString(file("counts")))
        .contains("# up to 0.25 % of the rows lack a value");
    train("counts");

    init("counts-2", "forecasting", data, "--validation", "0", "--test", "0");
    assertThat(table("counts-2").source().split()).isEqualTo(SplitSpec.fractions(0, 0));
    train("counts-2");
  }

  @Test
  void aKeyIsLookedForWhereAllTimesDiffer() throws IOException {
    String data =
        write(
            "loads.csv",
            rows(
                "at,machine,x,fine,load",
                240,
                i -> {
                  String machine = "m" + i % 40;
                  String same = "," + (i % 40 % 2 == 0 ? 1 : 0) + ",";
                  return START.plusMinutes(i) + "," + machine + "," + noise(1, i) + same + i % 7;
                }));
    JsonNode told = init("loads", "regression", data, "--target", "fine", "--target", "load");
    assertThat(told.get("key").toString()).isEqualTo("[\"machine\"]");
    assertThat(told.get("time").asText()).isEqualTo("at");
    assertThat(told.get("notes")).isEmpty();
    assertThat(table("loads").window().length()).as("load changes").isPositive();

    String single =
        write(
            "single.csv",
            rows(
                "at,x,label",
                60,
                i -> START.plusMinutes(i) + "," + noise(1, i) + "," + (i % 2 == 0 ? "a" : "b")));
    JsonNode rows = init("single", "classification", single);
    assertThat(rows.get("time").isNull()).isTrue();
    assertThat(rows.get("notes").get(0).asText())
        .startsWith("column at looks like a time, but each row is a sequence of its own");
    assertThat(Files.readString(file("single"))).contains("# Note: column at looks like a time");
  }

  @Test
  void listsThatLackElementsAreBadRecords() throws IOException {
    String data =
        write(
            "lists.jsonl",
            IntStream.range(0, 60)
                .mapToObj(
                    i ->
                        "{\"x\":%s,\"label\":\"%s\"}"
                            .formatted(
                                i == 3 ? "[]" : i == 4 ? "[1.5,null]" : "[1.5,2.5,0.5]",
                                i % 2 == 0 ? "a" : "b"))
                .collect(Collectors.joining("\n")));
    init("lists", "classification", data);
    assertThat(table("lists").source().onBadRecord()).isEqualTo(SourceSpec.OnBadRecord.SKIP);
    assertThat(Files.readString(file("lists"))).contains("# up to 3.3 % of the rows lack a value");
    train("lists");
  }

  @Test
  void rareClassesWeighTheSame() throws IOException {
    String data =
        write("rare.csv", rows("x,y", 300, i -> noise(1, i) + "," + (i % 50 == 0 ? "bad" : "ok")));
    init("rare", "classification", data);
    assertThat(table("rare").balanced()).isTrue();
    assertThat(table("rare").target()).containsExactly("y");
  }

  @Test
  void tagsOfWordsAndOfRows() throws IOException {
    String sentence = "# a comment\nthe DET O\nhouse%d NOUN B-place\n\nwe PRON O\nsee%d VERB O\n\n";
    String words =
        write(
            "words.txt",
            IntStream.range(0, 60)
                    .mapToObj(i -> sentence.formatted(i % 40, i))
                    .collect(Collectors.joining())
                + "short line\n\n"); // behind the lines that are looked at first
    init("words", "tagging", words);
    assertThat(table("words").target()).containsExactly("tags");
    assertThat(columns(table("words"))).containsExactly("words", "words");
    assertThat(table("words").source().query()).contains("get(split(trim(token), '\\\\s+'), 2)");
    assertThat(table("words").source().onBadRecord()).isEqualTo(SourceSpec.OnBadRecord.SKIP);
    init("words-2", "tagging", words, "--target", "2");
    assertThat(table("words-2").source().query()).contains(", 1)").doesNotContain(", 2)");

    String steps =
        write(
            "diary.csv",
            rows(
                "who,day,x,mood",
                300,
                i ->
                    "p"
                        + i / 10
                        + ","
                        + START.toLocalDate().plusDays(i % 10)
                        + ","
                        + noise(3, i)
                        + ","
                        + (noise(3, i) > 0 ? "good" : "bad")));
    init("diary", "tagging", steps, "--target", "mood");
    assertThat(table("diary").source().key()).containsExactly("who");
    assertThat(table("diary").source().time()).isEqualTo("day");
  }

  @Test
  void musicIsALineAPiece() throws IOException {
    Path all = Files.createDirectory(folder.resolve("music"));
    for (String part : List.of("train", "valid", "test")) {
      Files.writeString(all.resolve("songs." + part + ".txt"), "60,64 62,65 - 60,67\n".repeat(30));
    }
    init("music", "music", all.toString());
    TableSpec table = table("music");
    assertThat(table.target()).containsExactly("keys");
    assertThat(table.source().split().by()).isEqualTo(SplitSpec.By.FILE);
    assertThat(table.source().split().validationFiles()).containsExactly("songs.valid.txt");
    assertThat(table.source().split().testFiles()).containsExactly("songs.test.txt");
  }

  @Test
  void languageModelsNeedNoTable() throws IOException {
    String text = write("story.txt", "It was a dark and stormy night. ".repeat(200));
    CommandRun run =
        CommandRun.of(
            "init", "language-model", "--data", text, "--output", file("story").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "wrote %s%nnext: rondo train --config %s --output runs/story%n"
                .formatted(file("story"), file("story")));
    assertThat(job("story").task()).isEqualTo("language-model");
  }
}
