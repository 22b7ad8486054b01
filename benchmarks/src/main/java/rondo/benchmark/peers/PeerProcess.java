package rondo.benchmark.peers;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The side of a peer written in Java: arguments in, one line of JSON out.
 *
 * <p>Arguments: the workload as JSON, the number of threads, the seconds to measure.
 */
public final class PeerProcess {
  /** A network with its data, ready to take steps. */
  public interface Peer {
    /** Version of the library and of what it computes with. */
    String version();

    /** Takes one step and returns its loss, in nats a time step; any number for inference. */
    double step();
  }

  /** Builds a peer. */
  @FunctionalInterface
  public interface Factory {
    Peer create(Workload workload, int threads);
  }

  private PeerProcess() {}

  /** Measures and prints; ends the JVM, because native libraries leave threads behind. */
  public static void run(String name, String[] arguments, Factory factory) {
    PrintStream output = System.out;
    System.setOut(System.err); // standard output has the result alone
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "arguments: got " + List.of(arguments) + ", expected WORKLOAD_JSON THREADS SECONDS");
    }
    Workload workload = ProcessResult.workload(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    Peer peer = factory.create(workload, threads);
    StepTimer timer = new StepTimer(peer::step, Double.parseDouble(arguments[2]), System::nanoTime);
    List<Double> windows =
        timer.measure().stream().map(steps -> steps * workload.timeSteps()).toList();
    double median = Statistics.median(windows);
    ProcessResult result =
        new ProcessResult(
            name,
            peer.version(),
            workload.name(),
            threads,
            median,
            1e3 * workload.timeSteps() / median,
            workload.training() ? timer.loss() : null,
            StepTimer.LOSS_STEP,
            windows);
    output.writeBytes((result.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    output.flush();
    Runtime.getRuntime().halt(0);
  }
}
