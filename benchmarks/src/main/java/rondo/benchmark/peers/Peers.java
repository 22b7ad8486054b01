package rondo.benchmark.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.error.ExitCode;

/**
 * {@code benchmarks/run peers}: every peer at every workload in fresh processes, one after another.
 *
 * <p>Rounds are interleaved (every peer at every workload, then again), so that a machine that
 * changes its clock or its neighbours changes it for all. A process tells the median of its
 * windows, the table the median over processes.
 */
public final class Peers {
  private static final long PATIENCE = 1800; // seconds; the slowest peer needs minutes

  private final PeersOptions options;
  private final PeerCommand commands;
  private final Launcher launcher;
  private final List<Run> runs = new ArrayList<>();
  private final Map<String, String> absent = new HashMap<>(); // peer -> why
  private int started;

  private Peers(PeersOptions options, PeerCommand commands, Launcher launcher) {
    this.options = options;
    this.commands = commands;
    this.launcher = launcher;
  }

  /**
   * System properties, which the launch script sets: {@code rondo.benchmarks} is the folder of the
   * module, {@code rondo.java} the JVM for peers, {@code rondo.java.options} what Rondo's JVMs get.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String java = System.getProperty("rondo.java");
    PeersOptions options;
    try {
      int cores = Runtime.getRuntime().availableProcessors();
      options = PeersOptions.parse(List.of(arguments), java, cores);
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run peers: " + e.getMessage());
      System.err.print(PeersOptions.USAGE);
      System.exit(ExitCode.USAGE.code());
      return;
    }
    Path folder = Path.of(System.getProperty("rondo.benchmarks"));
    List<String> rondoOptions = List.of(System.getProperty("rondo.java.options").split(" +"));
    PeerCommand commands = new PeerCommand(options, folder, java, rondoOptions);
    Peers peers =
        new Peers(options, commands, new Launcher(folder.resolve("target/peers"), PATIENCE));
    peers.findTorch();
    peers.measure();
    PeersReport report = PeersReport.of(options, peers.runs);
    System.out.print(report.markdown());
    if (options.json() != null) {
      Files.writeString(options.json(), report.json());
    }
  }

  private void measure() throws IOException, InterruptedException {
    for (int round = 1; round <= options.rounds(); round++) {
      for (int threads : options.threads()) {
        run(round, FmaPeak.NAME, null, threads);
        for (Workload workload : options.workloads()) {
          for (String peer : options.peers()) {
            run(round, peer, workload, threads);
          }
        }
      }
    }
  }

  private void run(int round, String peer, Workload workload, int threads)
      throws IOException, InterruptedException {
    String name = workload == null ? FmaPeak.NAME : workload.name();
    int all = options.peers().size() * options.workloads().size() + 1;
    System.err.printf(
        Locale.ROOT,
        "[%d/%d] round %d, %d thread(s), %s, %s: ",
        ++started,
        all * options.threads().size() * options.rounds(),
        round,
        threads,
        name,
        peer);
    ProcessResult result = null;
    String failure = absent.get(peer);
    if (failure == null) {
      try {
        List<String> command = commands.of(peer, workload, threads);
        result = launcher.run(peer + "-" + name + "-" + threads, command, threads);
      } catch (IllegalStateException e) {
        failure = e.getMessage();
      }
    }
    System.err.println(
        failure != null
            ? "failed: " + failure
            : String.format(Locale.ROOT, "%,.0f a second", result.timeStepsPerSecond()));
    runs.add(new Run(round, peer, name, threads, result, failure));
  }

  /** Asked once: without torch every process of its would fail alike. */
  private void findTorch() throws IOException, InterruptedException {
    if (!options.peers().contains("torch")) {
      return;
    }
    try {
      launcher.execute("torch", List.of(options.python(), "-c", "import torch"), 1);
    } catch (IllegalStateException e) {
      absent.put("torch", options.python() + " has no torch: " + e.getMessage());
    }
  }
}
