package rondo.benchmark.jmh;

import java.nio.file.Path;
import java.util.List;

/**
 * Arguments of {@code benchmarks/run jmh}.
 *
 * @param regex of the benchmarks to run
 * @param json file for every fork, or null
 * @param forks 0: as many as the benchmark asks for
 * @param milliseconds of an iteration; 0: as the benchmark asks for
 */
record KernelOptions(String regex, Path json, int forks, int milliseconds) {
  static final String USAGE =
      """
      usage: benchmarks/run jmh [regex] [options]
        --json FILE       every fork's time
        --forks N         fresh JVMs of each benchmark (what it asks for: six)
        --iteration MS    milliseconds of an iteration (what it asks for)
      """;

  /**
   * @throws IllegalArgumentException with a sentence for the user if an argument is not understood
   */
  static KernelOptions parse(List<String> arguments) {
    String regex = null;
    Path json = null;
    int forks = 0;
    int milliseconds = 0;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("-")) {
        if (regex != null) {
          throw new IllegalArgumentException(
              "got '" + argument + "' after '" + regex + "', expected one regex");
        }
        regex = argument;
        continue;
      }
      if (++i == arguments.size()) {
        throw new IllegalArgumentException(argument + ": got nothing, expected a value");
      }
      switch (argument) {
        case "--json" -> json = Path.of(arguments.get(i));
        case "--forks" -> forks = number(argument, arguments.get(i));
        case "--iteration" -> milliseconds = number(argument, arguments.get(i));
        default ->
            throw new IllegalArgumentException(
                "got '" + argument + "', expected one of the options");
      }
    }
    return new KernelOptions(regex == null ? ".*" : regex, json, forks, milliseconds);
  }

  private static int number(String option, String value) {
    if (!value.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(
          option + ": got '" + value + "', expected a whole number, 1 to 99999");
    }
    return Integer.parseInt(value);
  }
}
