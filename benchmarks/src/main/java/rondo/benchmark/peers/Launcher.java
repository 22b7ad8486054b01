package rondo.benchmark.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Starts a process, waits for its result and tells in a sentence why there is none. */
public final class Launcher {
  private static final Pattern ERROR =
      Pattern.compile("^\\S*(Error|Exception)\\b.*|.*\\b[Ee]rror: .*");

  private final Path logs;
  private final long patience; // seconds
  private Process latest;
  private boolean stopped;

  /**
   * @param logs folder for what processes write to standard error; the latest of each name is kept
   * @param patience seconds after which a process is ended
   */
  public Launcher(Path logs, long patience) {
    this.logs = logs;
    this.patience = patience;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    if (stopped) {
      throw new IllegalStateException("the benchmark was interrupted");
    }
    latest = builder.start();
    return latest;
  }

  /** A benchmark that is interrupted must not leave a peer behind that takes cores from others. */
  private synchronized void stop() {
    stopped = true;
    if (latest != null) {
      latest.destroyForcibly();
    }
  }

  /**
   * Runs {@code command} to its end.
   *
   * @param name of the log
   * @throws IllegalStateException with the reason if it failed or printed no result
   */
  public ProcessResult run(String name, List<String> command, int threads)
      throws IOException, InterruptedException {
    try {
      return ProcessResult.parse(execute(name, command, threads));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** As {@link #run}, for a command that prints what it likes: returns its standard output. */
  String execute(String name, List<String> command, int threads)
      throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Path error = logs.resolve(name + ".log");
    Path output = logs.resolve(name + ".out");
    ProcessBuilder builder = new ProcessBuilder(command);
    // What native libraries read before their own API can be asked; Rondo reads none of them.
    for (String variable :
        List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "SD_MAX_THREADS")) {
      builder.environment().put(variable, Integer.toString(threads));
    }
    builder.redirectError(error.toFile()).redirectOutput(output.toFile());
    Process process;
    try {
      process = start(builder);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    try {
      if (!process.waitFor(patience, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no result after " + patience + " s");
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      String text = Files.readString(error, StandardCharsets.UTF_8);
      throw new IllegalStateException(reason(process.exitValue(), text));
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** The last line that names an error, else the last line. */
  static String reason(int exitCode, String log) {
    List<String> lines = log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String told = lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
    for (String line : lines) {
      if (ERROR.matcher(line).matches()) {
        told = line;
      }
    }
    return "exit code " + exitCode + ": " + told;
  }
}
