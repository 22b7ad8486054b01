package rondo.spark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import rondo.spark.ChildOptions;
import rondo.spark.Signals;

/** The command line in a JVM of its own, which may be killed. */
final class TrainProcess implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 300;

  private final Process process;
  private final Path log;

  private TrainProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a command on {@code local[2]}; its output goes to a file in {@code folder}. */
  static TrainProcess start(Path folder, List<String> args) throws IOException {
    return start(folder, List.of(), Map.of(), args);
  }

  /**
   * The same with settings of Hadoop, through another command.
   *
   * @param through which starts the command that is given as its last arguments
   */
  static TrainProcess start(
      Path folder, List<String> through, Map<String, String> hadoop, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>(through);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ChildOptions.ofThisJvm());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dspark.master=local[2]", "-Dspark.ui.enabled=false"));
    command.addAll(List.of("-Dspark.driver.host=127.0.0.1"));
    hadoop.forEach((name, value) -> command.add("-Dspark.hadoop." + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Rondo.class.getName()));
    command.addAll(args);
    Path log = Files.createTempFile(folder, "train", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new TrainProcess(process, log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends it a signal. */
  void send(Signals signal) throws IOException, InterruptedException {
    signal.send(process.pid());
  }

  /** Waits for the end and returns the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The command did not end within " + DEADLINE_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** What it has printed. */
  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
