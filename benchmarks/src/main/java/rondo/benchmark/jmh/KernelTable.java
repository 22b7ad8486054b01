package rondo.benchmark.jmh;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import rondo.benchmark.peers.Statistics;

/** Results of JMH as Markdown, with the forks that differ. */
final class KernelTable {
  private static final String HEADER =
      """
      | benchmark | parameters | median ns | forks | GFLOP/s | share of peak | remarks |
      |---|---|--:|--:|--:|--:|---|
      """;

  private KernelTable() {}

  /**
   * @param peak FLOP/s of one core; 0 if it was not measured
   */
  static String markdown(List<ForkedResult> results, double peak) {
    StringBuilder text = new StringBuilder(HEADER);
    for (ForkedResult result : results) {
      text.append(
          format(
              "| `%s` | %s | %s | %d |%s %s |%n",
              result.benchmark(),
              String.join(", ", result.parameters().values()),
              time(result.median()),
              result.nanoseconds().size(),
              speed(result, peak),
              remarks(result)));
    }
    return peak > 0
        ? text + format("%n- FMA peak, one core: %.0f GFLOP/s%n", peak * 1e-9)
        : "" + text;
  }

  private static String speed(ForkedResult result, double peak) {
    OptionalDouble flops = result.flops();
    if (flops.isEmpty()) {
      return " | |";
    }
    double rate = flops.getAsDouble() / result.median() * 1e9;
    return format(" %.1f |", rate * 1e-9)
        + (peak > 0 ? format(" %.0f %% |", 100 * rate / peak) : " |");
  }

  private static String time(double nanoseconds) {
    return format(nanoseconds < 100 ? "%.3f" : "%,.0f", nanoseconds);
  }

  private static String remarks(ForkedResult result) {
    double share = result.slowestShare();
    return share < Statistics.BIMODAL
        ? format("**bimodal**: slowest fork %.0f %%", 100 * share)
        : "";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
