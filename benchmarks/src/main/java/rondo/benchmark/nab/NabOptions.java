package rondo.benchmark.nab;

import java.nio.file.Path;
import java.util.List;

/**
 * Arguments of {@code benchmarks/run nab}.
 *
 * @param data folder with the series and their labels
 * @param seed of the networks
 */
record NabOptions(Path data, long seed) {
  static final String USAGE =
      """
      usage: benchmarks/run nab --data FOLDER [options]
        --data FOLDER     checkout of github.com/numenta/NAB: its data and labels
        --seed N          of the networks (1)
      """;

  /**
   * @throws IllegalArgumentException with a sentence for the user if an argument is not understood
   */
  static NabOptions parse(List<String> arguments) {
    Path data = null;
    long seed = 1;
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!USAGE.contains("  " + option + " ")) {
        throw new IllegalArgumentException("got '" + option + "', expected one of the options");
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + ": got nothing, expected a value");
      }
      String value = arguments.get(i + 1);
      if (option.equals("--data")) {
        data = Path.of(value);
      } else if (value.matches("[0-9]{1,9}")) {
        seed = Long.parseLong(value);
      } else {
        throw new IllegalArgumentException(
            "--seed: got '" + value + "', expected a whole number, 0 to 999999999");
      }
    }
    if (data == null) {
      throw new IllegalArgumentException("--data: got nothing, expected the benchmark's folder");
    }
    return new NabOptions(data, seed);
  }
}
