package rondo.benchmark.peers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report of all cells as Markdown. */
final class PeersTable {
  private static final String HEADER =
      """
      | workload | threads | peer | time steps/s | ms a step | GFLOP/s | share of peak | Rondo is \
      faster by | loss | remarks |
      |---|--:|---|--:|--:|--:|--:|--:|--:|---|
      """;

  private final List<Cell> cells;
  private final Map<Integer, Double> peaks;

  /**
   * @param peaks FLOP/s of the machine by number of threads; those not measured are absent
   */
  PeersTable(List<Cell> cells, Map<Integer, Double> peaks) {
    this.cells = cells;
    this.peaks = peaks;
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEADER);
    cells.forEach(cell -> text.append(row(cell)));
    text.append('\n');
    peaks.forEach(
        (threads, peak) ->
            text.append(format("- FMA peak, %d thread(s): %.0f GFLOP/s%n", threads, peak * 1e-9)));
    cells.stream().map(Cell::threads).distinct().forEach(threads -> text.append(means(threads)));
    return text.toString();
  }

  private String row(Cell cell) {
    String start =
        format("| `%s` | %d | %s |", cell.workload().name(), cell.threads(), cell.peer());
    if (!cell.measured()) {
      return start + format(" | | | | | | failed: %s |%n", String.join("; ", cell.failures()));
    }
    Double peak = peaks.get(cell.threads());
    return start
        + format(" %,.0f | %s |", cell.rate(), milliseconds(cell.milliseconds()))
        + format(" %.1f |", cell.gflops())
        + (peak == null ? " |" : format(" %.0f %% |", 100e9 * cell.gflops() / peak))
        + ratio(cell).map(ratio -> format(" %.2f |", ratio)).orElse(" |")
        + (cell.loss() == null ? " |" : format(" %.3f |", cell.loss()))
        + format(" %s |%n", remarks(cell));
  }

  private static String milliseconds(double value) {
    return value < 10 ? format("%.3f", value) : format("%.1f", value);
  }

  private static String remarks(Cell cell) {
    StringBuilder remarks = new StringBuilder();
    if (Statistics.bimodal(cell.rates())) {
      remarks.append(
          format("**bimodal**: slowest %.0f %%", 100 * Statistics.slowestShare(cell.rates())));
    }
    for (String failure : cell.failures()) {
      remarks.append(remarks.isEmpty() ? "" : "; ").append("some failed: ").append(failure);
    }
    return remarks.toString();
  }

  /** Rondo's time steps/s over those of another peer at the same work. */
  private Optional<Double> ratio(Cell peer) {
    return cells.stream()
        .filter(cell -> cell.peer().equals("rondo") && cell.measured() && peer.measured())
        .filter(cell -> !peer.peer().equals("rondo") && cell.threads() == peer.threads())
        .filter(cell -> cell.workload().equals(peer.workload()))
        .map(cell -> cell.rate() / peer.rate())
        .findFirst();
  }

  /** Geometric means and smallest ratios over the workloads of training. */
  private String means(int threads) {
    StringBuilder text = new StringBuilder();
    List<Cell> trained =
        cells.stream().filter(c -> c.threads() == threads && c.workload().training()).toList();
    for (String peer : List.of("torch", "djl", "dl4j")) {
      List<Cell> of = trained.stream().filter(cell -> cell.peer().equals(peer)).toList();
      text.append(mean(peer, threads, of));
    }
    List<Cell> faster = trained.stream().filter(cell -> isFasterTorch(cell, trained)).toList();
    if (trained.stream().anyMatch(c -> c.peer().equals("torch") && c.measured())
        && trained.stream().anyMatch(c -> c.peer().equals("djl") && c.measured())) {
      text.append(mean("the faster PyTorch", threads, faster));
    }
    return text.toString();
  }

  private static boolean isFasterTorch(Cell cell, List<Cell> all) {
    return (cell.peer().equals("torch") || cell.peer().equals("djl"))
        && all.stream()
            .filter(other -> other.workload().equals(cell.workload()))
            .filter(other -> other.peer().equals("torch") || other.peer().equals("djl"))
            .allMatch(other -> other.rate() <= cell.rate());
  }

  private String mean(String peer, int threads, List<Cell> of) {
    List<Double> ratios = of.stream().flatMap(cell -> ratio(cell).stream()).toList();
    if (ratios.isEmpty()) {
      return "";
    }
    return format(
        "- Rondo over %s, %d thread(s), training: geometric mean %.2f, smallest %.2f (%d"
            + " workloads)%n",
        peer,
        threads,
        Statistics.geometricMean(ratios),
        ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        ratios.size());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
