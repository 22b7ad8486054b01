package rondo.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Spark distribution, and programs that are run with it as users run them. Tests that need
 * one are tagged {@code distribution} and run in the Maven profile of that name.
 */
final class Distribution {
  /** A program that hangs is ended and fails its test; a loaded machine takes a minute. */
  private static final long DEADLINE_MINUTES = 8;

  private Distribution() {}

  /** Where it is: the system property {@code spark.distribution}. */
  static Path home() {
    Path home = Path.of(System.getProperty("spark.distribution", ""));
    assertThat(home.resolve("bin/spark-submit"))
        .as("pass -Dspark.distribution=DIR, the folder of a Spark 4 distribution")
        .isExecutable();
    return home;
  }

  /** The jar that the build made: the system property {@code rondo.jar}. */
  static Path jar() {
    return Path.of(System.getProperty("rondo.jar")).toAbsolutePath();
  }

  /**
   * How a program ended.
   *
   * @param out what it wrote on standard output; also in a file of the folder it ran in
   */
  record Ended(int code, String out, String err) {}

  /** Runs a script of submit-scripts in {@code folder} and waits for its end. */
  static Ended submit(
      Path folder, Map<String, String> environment, String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", "submit-scripts", script).toAbsolutePath().normalize().toString());
    command.addAll(List.of("--jar", jar().toString()));
    command.addAll(arguments);
    Path logs = Files.createTempDirectory(folder, script);
    Process process = start(logs, environment, command);
    if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
      end(process);
      throw new AssertionError("did not end: " + command + "\n" + text(logs.resolve("err")));
    }
    return new Ended(process.exitValue(), text(logs.resolve("out")), text(logs.resolve("err")));
  }

  /** Starts a program with this distribution as SPARK_HOME; it writes to files of {@code logs}. */
  static Process start(Path logs, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(logs.toFile());
    builder.environment().remove("SPARK_SCALA_VERSION"); // of the build, which has no distribution
    builder.environment().put("SPARK_HOME", home().toString());
    builder.environment().putAll(environment);
    builder
        .redirectOutput(logs.resolve("out").toFile())
        .redirectError(logs.resolve("err").toFile());
    return builder.start();
  }

  /** Ends a program and what it has started. */
  static void end(Process process) throws InterruptedException {
    try (Stream<ProcessHandle> children = process.descendants()) {
      children.forEach(ProcessHandle::destroy);
    }
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
  }

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** All files below {@code folder}; those that vanish meanwhile are left out. */
  static List<Path> files(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(found::add);
    }
    return found;
  }

  /** What was written at {@code name} anywhere below {@code folder}. */
  static List<String> texts(Path folder, String name) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.getFileName().toString().equals(name)) {
        texts.add(text(file));
      }
    }
    return texts;
  }

  /** The lines with {@code part} in files called {@code name} anywhere below {@code folder}. */
  static List<String> lines(Path folder, String name, String part) throws IOException {
    return texts(folder, name).stream()
        .flatMap(String::lines)
        .filter(line -> line.contains(part))
        .toList();
  }

  /** Of the model that a training left in {@code run}. */
  static String sha256(Path run) throws IOException, NoSuchAlgorithmException {
    byte[] model = Files.readAllBytes(run.resolve("model/model.safetensors"));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
  }

  /**
   * That client mode (which printed {@code client}) and cluster mode wrote the same model below
   * {@code runs}.
   *
   * @param logs of the executors
   * @return what both drivers and all executors say they computed with
   */
  static List<String> kernelsOfBothModes(Ended client, Path runs, Path logs) throws Exception {
    String sha256 = new ObjectMapper().readTree(client.out()).get("model_sha256").asText();
    List<String> kernels = new ArrayList<>();
    for (String mode : List.of("client", "cluster")) {
      assertThat(sha256(runs.resolve(mode))).as(mode).isEqualTo(sha256);
      kernels.add(kernels(runs.resolve(mode)));
    }
    kernels.addAll(lines(logs, "stderr", "This executor computes with"));
    System.err.println("model " + sha256 + "\n" + String.join("\n", kernels));
    return kernels;
  }

  /** What the driver of a training computed with, as its run.json says. */
  static String kernels(Path run) throws IOException {
    return new ObjectMapper()
        .readTree(run.resolve("run.json").toFile())
        .at("/environment/kernels")
        .asText();
  }
}
