package rondo.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import rondo.model.CounterRandom;

/** Small tables, models of them, and what commands told. */
abstract class AbstractTestTelling {
  static final ObjectMapper JSON = new ObjectMapper();
  static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
  static final LocalDate DAY = LocalDate.of(2023, 12, 30);
  static final int SPIKE = 250;

  @TempDir static Path folder;

  /** The run directory of a small model. */
  static String trained(String task, String name, String table, String data) throws IOException {
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
  static String table(String name, String rows) throws IOException {
    String header =
        name.startsWith("forecasting")
            ? "place,hour,a,b"
            : name.startsWith("classification") ? "id,t,x,label" : "who,day,x,mood";
    return Files.writeString(folder.resolve(name), header + "\n" + rows).toString();
  }

  /** Hours of a place; the first are left out. */
  static String series(int place, int steps, int from) {
    return hours(from, steps)
        .map(t -> place + "," + START.plusHours(t) + "," + a(place, t) + "," + b(t) + "\n")
        .collect(Collectors.joining());
  }

  static Stream<Integer> hours(int from, int to) {
    return Stream.iterate(from, t -> t < to, t -> t + 1);
  }

  static double a(int place, int t) {
    return 10 * place + 4 * Math.sin(t / 2.0) + 0.2 * CounterRandom.gaussian(place, t);
  }

  static double b(int t) {
    return -100 + 0.5 * t + CounterRandom.gaussian(7, t);
  }

  /** Sequences that rise or fall, 4 to 9 time steps long. */
  static String walks(int from, int to) {
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
  static String diaries(int people) {
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

  static JsonNode json(String... args) throws IOException {
    CommandRun run = CommandRun.of(args);
    assertThat(run.err()).doesNotContain("rondo: ");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    return JSON.readTree(run.out());
  }

  static JsonNode tell(String command, String model, String data, String output, String... more)
      throws IOException {
    List<String> args = new ArrayList<>(List.of(command, "--model", model, "--data", data));
    args.addAll(List.of("--output", folder.resolve(output).toString(), "--format", "csv"));
    args.addAll(List.of(more));
    args.add("--json");
    return json(args.toArray(String[]::new));
  }

  /** The rows of a folder of CSV files, by column. */
  static List<Map<String, String>> rows(String output) throws IOException {
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

  static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  static LocalDateTime time(Map<String, String> row, String column) {
    return OffsetDateTime.parse(row.get(column)).toLocalDateTime();
  }

  static String refused(int code, String... args) {
    CommandRun run = CommandRun.of(args);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    return run.err().lines().reduce((first, last) -> last).orElseThrow();
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
