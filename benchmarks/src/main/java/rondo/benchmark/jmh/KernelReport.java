package rondo.benchmark.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import rondo.benchmark.peers.FmaPeak;
import rondo.benchmark.peers.Launcher;
import rondo.error.ExitCode;

/**
 * {@code benchmarks/run jmh}: JMH's benchmarks in the forks that they ask for, after the peak of
 * multiply-adds. JMH's mean over forks hides that one of them was compiled badly; this tells the
 * median over forks and flags what differs.
 */
public final class KernelReport {
  private static final double PEAK_SECONDS = 2;
  private static final long PATIENCE = 60; // seconds

  private KernelReport() {}

  /** System properties as in {@link rondo.benchmark.peers.Peers}. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    KernelOptions options;
    try {
      options = KernelOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run jmh: " + e.getMessage());
      System.err.print(KernelOptions.USAGE);
      System.exit(ExitCode.USAGE.code());
      return;
    }
    PrintStream table = System.out;
    System.setOut(System.err); // JMH tells its progress there
    double peak = peak();
    List<ForkedResult> results = new ArrayList<>();
    for (RunResult result : new Runner(jmh(options).build()).run()) {
      results.add(ForkedResult.of(result));
    }
    table.print(KernelTable.markdown(results, peak));
    table.flush();
    if (options.json() != null) {
      new ObjectMapper()
          .writeValue(options.json().toFile(), Map.of("peak", peak, "benchmarks", results));
    }
  }

  private static ChainedOptionsBuilder jmh(KernelOptions options) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include(options.regex())
            .shouldFailOnError(true)
            .jvmArgsAppend(javaOptions().toArray(String[]::new));
    if (options.forks() > 0) {
      builder = builder.forks(options.forks());
    }
    if (options.milliseconds() > 0) {
      TimeValue time = TimeValue.milliseconds(options.milliseconds());
      builder = builder.warmupTime(time).measurementTime(time);
    }
    return builder;
  }

  /** Of one core, in a JVM of its own. */
  private static double peak() throws IOException, InterruptedException {
    Path logs = Path.of(System.getProperty("rondo.benchmarks"), "target", "peers");
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("rondo.java"));
    command.addAll(javaOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FmaPeak.class.getName(), "1", Double.toString(PEAK_SECONDS)));
    return new Launcher(logs, PATIENCE).run("fma-peak", command, 1).timeStepsPerSecond();
  }

  private static List<String> javaOptions() {
    return List.of(System.getProperty("rondo.java.options").split(" +"));
  }
}
