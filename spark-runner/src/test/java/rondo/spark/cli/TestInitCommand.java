package rondo.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.feature.FeatureSpec;
import rondo.model.CounterRandom;
import rondo.spark.Contexts;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.task.TableSpec;

/** Job files that {@code init} writes for small data of each task, and what it refuses. */
class TestInitCommand {
  private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

  @TempDir static Path folder;

  @BeforeAll
  static void startSpark() {
    Contexts.on("local[1]");
  }

  private static String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String rows(String header, int rows, IntFunction<String> row) {
    return header
        + "\n"
        + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static double noise(int seed, int i) {
    return CounterRandom.gaussian(seed, i);
  }

  private static JsonNode init(String name, String task, String data, String... more)
      throws IOException {
    List<String> args = new ArrayList<>(List.of("init", task, "--data", data, "--json"));
    args.addAll(List.of("--output", file(name).toString()));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static Path file(String name) {
    return folder.resolve(name + ".conf");
  }

  /** The job that was written, read with the reader of {@code train}. */
  private static JobConfig job(String name) {
    return JobFile.read(file(name), List.of()).job();
  }

  private static TableSpec table(String name) {
    return job(name).data().table();
  }

  private static List<String> columns(TableSpec table) {
    return table.inputs().stream().map(FeatureSpec::column).toList();
  }

  private static void train(String name) {
    CommandRun run =
        CommandRun.of(
            "train",
            "--config",
            file(name).toString(),
            "--set",
            "training.epochs=1",
            "--output",
            folder.resolve("run-" + name).toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static String refused(int code, String... args) {
    List<String> all = new ArrayList<>(List.of("init"));
    all.addAll(List.of(args));
    if (!all.contains("--output")) {
      all.addAll(List.of("--output", folder.resolve("never.conf").toString()));
    }
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("never.conf")).doesNotExist();
    return run.err().lines().reduce((first, last) -> last).orElseThrow();
  }

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
                .collect(Collectors.joining()));
    init("words", "tagging", words);
    assertThat(table("words").target()).containsExactly("tags");
    assertThat(columns(table("words"))).containsExactly("words", "words");
    assertThat(table("words").source().query()).contains("[2]");
    init("words-2", "tagging", words, "--target", "2");
    assertThat(table("words-2").source().query()).contains("[1]").doesNotContain("[2]");

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

  @Test
  void theFileThatIsThereStays() throws IOException {
    String text = write("twice.txt", "Once upon a time. ".repeat(100));
    init("twice", "language-model", text);
    String first = Files.readString(file("twice"));
    Files.writeString(file("twice"), "task = reber");
    String[] again = {"language-model", "--data", text, "--output", file("twice").toString()};
    assertThat(refused(73, again))
        .isEqualTo(
            "rondo: "
                + file("twice")
                + " exists already; give another file with --output, or --overwrite to replace it");
    assertThat(Files.readString(file("twice"))).isEqualTo("task = reber");
    init("twice", "language-model", text, "--overwrite");
    assertThat(Files.readString(file("twice"))).isEqualTo(first);
    assertThat(refused(73, "language-model", "--data", text, "--output", folder.toString()))
        .isEqualTo("rondo: " + folder + " exists already; give another file with --output");
  }

  @Test
  void whatCannotBeFoundOutIsAskedFor() throws IOException {
    String data = write("plain.csv", rows("a,b,c", 60, i -> noise(1, i) + "," + i % 5 + ",k" + i));
    assertThat(refused(64, "classification", "--data", data))
        .isEqualTo(
            "rondo: --target: got nothing, and no column of "
                + data
                + " can be told to be the class, expected one of a, b, c; name it");
    assertThat(refused(64, "classification", "--data", data, "--target", "d"))
        .isEqualTo(
            "rondo: --target: got d, which the table at "
                + data
                + " does not have, expected one of a, b, c; correct the name");
    assertThat(refused(65, "classification", "--data", data, "--target", "a"))
        .contains("--target: column a has about ", "different values in 60 rows, expected classes");
    assertThat(refused(65, "regression", "--data", data, "--target", "c"))
        .isEqualTo("rondo: --target: column c is a text, expected numbers; name another column");
    assertThat(refused(64, "forecasting", "--data", data))
        .isEqualTo(
            "rondo: --time: got nothing, and none of the columns a, b, c looks like a time,"
                + " expected the column that orders the rows; name it");
    assertThat(refused(64, "forecasting", "--data", data, "--time", "b"))
        .isEqualTo(
            "rondo: --key: got nothing, and several rows have the same b, expected the columns"
                + " that tell the series apart, some of a, b, c; name them");
    assertThat(refused(64, "tagging", "--data", data, "--target", "b"))
        .startsWith("rondo: --time: got nothing, and column b has one value a row");
  }

  @Test
  void badDataIsRefused() throws IOException {
    String missing = folder.resolve("missing.csv").toString();
    assertThat(refused(66, "classification", "--data", missing))
        .isEqualTo(
            "rondo: data.path: there is nothing at "
                + missing
                + "; give a file or folder that exists");
    assertThat(refused(66, "language-model", "--data", missing))
        .isEqualTo(
            "rondo: --data: there is nothing at "
                + missing
                + "; give a file or folder that exists");
    String empty = write("empty.csv", "");
    assertThat(refused(65, "classification", "--data", empty))
        .isEqualTo("rondo: The data at " + empty + " has no lines, expected some; give other data");
    String header = write("header.csv", "a,b,label\n");
    assertThat(refused(65, "classification", "--data", header))
        .isEqualTo(
            "rondo: The table at " + header + " has no rows, expected some; give other data");
    String texts = write("texts.csv", rows("day,name", 30, i -> "d" + i + ",n" + i % 4));
    assertThat(refused(65, "forecasting", "--data", texts))
        .isEqualTo(
            "rondo: The table at "
                + texts
                + " has no column of numbers, expected one at least; the columns are day, name");
    String few = write("few.csv", rows("day,x", 8, i -> i + "," + noise(1, i)));
    assertThat(refused(65, "forecasting", "--data", few, "--horizon", "6"))
        .startsWith("rondo: The series at " + few + " have about 8 rows, expected parts of");
    String prose = write("prose.txt", "Call me Ishmael.\nSome years ago.\n");
    assertThat(refused(65, "classification", "--data", prose))
        .isEqualTo(
            "rondo: The data at "
                + prose
                + " is text whose lines are no table that init knows for classification (the first"
                + " is \"Call me Ishmael.\"), expected a table, as CSV with a header; convert it,"
                + " or write a job file with data.query");
    assertThat(refused(65, "language-model", "--data", prose))
        .isEqualTo(
            "rondo: The text at "
                + prose
                + " has 33 bytes, expected at least 1,000 to learn from; give more");
  }

  @Test
  void usage() {
    assertThat(refused(64, "clasification", "--data", "x.csv"))
        .isEqualTo(
            "rondo: TASK: got clasification, expected one of language-model, classification,"
                + " regression, tagging, music, forecasting, anomaly; see 'rondo init --help'");
    assertThat(refused(64, "reber", "--data", "x.csv"))
        .startsWith("rondo: TASK: got reber, which generates its data, expected one of ");
    assertThat(refused(64, "forecasting", "--data", "x.csv", "--horizon", "0"))
        .isEqualTo(
            "rondo: --horizon: got 0, expected 1 to 1048576 time steps; see 'rondo init --help'");
    assertThat(refused(64, "forecasting", "--data", "x.csv", "--test", "0.7"))
        .isEqualTo("rondo: --test: got 0.7, expected 0 to 0.5; see 'rondo init --help'");
    assertThat(refused(64, "language-model", "--data", "x.txt", "--target", "y"))
        .contains("expected none with language-model, which reads text");
    assertThat(Stream.of("--target", "--key", "--time", "--horizon"))
        .allMatch(CommandRun.of("init", "--help").out()::contains);
  }
}
