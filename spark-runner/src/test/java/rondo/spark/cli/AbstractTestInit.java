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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.feature.FeatureSpec;
import rondo.model.CounterRandom;
import rondo.spark.Contexts;
import rondo.task.TableSpec;

/** Small data, and what {@code init} makes of it. */
abstract class AbstractTestInit {
  static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

  @TempDir static Path folder;

  @BeforeAll
  static void startSpark() {
    Contexts.on("local[1]");
  }

  static String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  static String rows(String header, int rows, IntFunction<String> row) {
    return header
        + "\n"
        + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n"))
        + "\n";
  }

  static double noise(int seed, int i) {
    return CounterRandom.gaussian(seed, i);
  }

  static JsonNode init(String name, String task, String data, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("init", task, "--data", data, "--json"));
    args.addAll(List.of("--output", file(name).toString()));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  static Path file(String name) {
    return folder.resolve(name + ".conf");
  }

  /** The job that was written, read with the reader of {@code train}. */
  static JobConfig job(String name) {
    return JobFile.read(file(name), List.of()).job();
  }

  static TableSpec table(String name) {
    return job(name).data().table();
  }

  static List<String> columns(TableSpec table) {
    return table.inputs().stream().map(FeatureSpec::column).toList();
  }

  static void train(String name) {
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

  static String refused(int code, String... args) {
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
}
