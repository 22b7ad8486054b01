package rondo.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with the class path of this one. */
public final class ChildJvm {
  private static final long DEADLINE = 300; // seconds

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a class that has a main method. */
  public static ChildJvm start(Class<?> main, String... args) throws IOException {
    return start(List.of(), main, args);
  }

  /**
   * Starts a class that has a main method through another command.
   *
   * @param command which starts the command that is given as its last arguments
   */
  public static ChildJvm start(List<String> command, Class<?> main, String... args)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-Xmx128m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(args));
    Path output = Files.createTempFile("rondo-child", ".log");
    Process process =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new ChildJvm(process, output);
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(DEADLINE, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("The process did not end within " + DEADLINE + " s");
    }
    return process.exitValue();
  }

  /** What it has printed so far. */
  public List<String> output() throws IOException {
    return Files.readAllLines(output);
  }
}
