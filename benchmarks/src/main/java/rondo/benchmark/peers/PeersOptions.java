package rondo.benchmark.peers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Arguments of {@code benchmarks/run peers}.
 *
 * @param threads numbers of threads, each a block of the table
 * @param rounds fresh processes of each peer, workload and number of threads
 * @param seconds that a process measures
 * @param json file for all that was measured, or null
 * @param java executable for Rondo and for the peak
 * @param python executable that has torch
 */
record PeersOptions(
    List<Workload> workloads,
    List<String> peers,
    List<Integer> threads,
    int rounds,
    double seconds,
    Path json,
    String java,
    String python) {
  static final List<String> PEERS = List.of("rondo", "torch", "djl", "dl4j");
  static final String USAGE =
      """
      usage: benchmarks/run peers [options]
        --workload A,B    of %s (all)
        --peers A,B       of %s (all)
        --threads N,M     numbers of threads (1 and all cores)
        --rounds N        fresh processes of each (5)
        --seconds S       that each process measures once it is warm (5)
        --json FILE       everything that was measured
        --java PATH       JDK, or its java, for Rondo and the peak (that of JAVA_HOME or the PATH)
        --python PATH     a Python that has torch (python3)
      """
          .formatted(
              String.join(",", Workload.all().stream().map(Workload::name).toList()),
              String.join(",", PEERS));

  /**
   * @throws IllegalArgumentException with a sentence for the user if an argument is not understood
   */
  static PeersOptions parse(List<String> arguments, String defaultJava, int cores) {
    List<Workload> workloads = Workload.all();
    List<String> peers = PEERS;
    List<Integer> threads = cores > 1 ? List.of(1, cores) : List.of(1);
    int rounds = 5;
    double seconds = 5;
    Path json = null;
    String java = defaultJava;
    String python = "python3";
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!USAGE.contains("  " + option + " ")) {
        throw new IllegalArgumentException("got '" + option + "', expected one of the options");
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + ": got nothing, expected a value");
      }
      String value = arguments.get(i + 1);
      switch (option) {
        case "--workload" -> workloads = list(value).stream().map(Workload::named).toList();
        case "--peers" -> peers = list(value).stream().map(PeersOptions::peer).toList();
        case "--threads" ->
            threads = list(value).stream().map(n -> whole(option, n, 1024)).toList();
        case "--rounds" -> rounds = whole(option, value, 1000);
        case "--seconds" -> seconds = number(option, value);
        case "--json" -> json = Path.of(value);
        case "--java" -> java = executable(value);
        case "--python" -> python = value;
        default -> throw new IllegalStateException(option);
      }
    }
    return new PeersOptions(workloads, peers, threads, rounds, seconds, json, java, python);
  }

  private static List<String> list(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).distinct().toList();
  }

  private static String peer(String name) {
    if (!PEERS.contains(name)) {
      throw new IllegalArgumentException(
          "--peers: got '" + name + "', expected some of " + String.join(", ", PEERS));
    }
    return name;
  }

  private static int whole(String option, String value, int most) {
    String expected = "a whole number, 1 to " + most;
    return (int) checked(option, value, expected, n -> n >= 1 && n <= most && n % 1 == 0);
  }

  private static double number(String option, String value) {
    return checked(option, value, "seconds, 0.1 to 3600", n -> n >= 0.1 && n <= 3600);
  }

  private static double checked(
      String option, String value, String expected, Predicate<Double> fits) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!fits.test(number)) {
      throw new IllegalArgumentException(option + ": got '" + value + "', expected " + expected);
    }
    return number;
  }

  /** Takes a JDK's folder as well as its {@code java}. */
  private static String executable(String value) {
    Path inFolder = Path.of(value, "bin", "java");
    return inFolder.toFile().canExecute() ? inFolder.toString() : value;
  }
}
