package rondo.benchmark.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All runs, put together.
 *
 * @param peaks FLOP/s of the machine by number of threads, the median over processes
 * @param versions by peer
 */
record PeersReport(
    PeersOptions options,
    List<Run> runs,
    List<Cell> cells,
    Map<Integer, Double> peaks,
    Map<String, String> versions) {

  static PeersReport of(PeersOptions options, List<Run> runs) {
    List<Cell> cells = new ArrayList<>();
    Map<Integer, Double> peaks = new TreeMap<>();
    for (int threads : options.threads()) {
      List<Double> measured =
          runs.stream()
              .filter(run -> run.peer().equals(FmaPeak.NAME) && run.threads() == threads)
              .map(Run::result)
              .filter(Objects::nonNull)
              .map(ProcessResult::timeStepsPerSecond)
              .toList();
      if (!measured.isEmpty()) {
        peaks.put(threads, Statistics.median(measured));
      }
      for (Workload workload : options.workloads()) {
        options.peers().forEach(peer -> cells.add(Cell.of(peer, workload, threads, runs)));
      }
    }
    Map<String, String> versions = new LinkedHashMap<>();
    runs.stream()
        .filter(run -> run.result() != null)
        .forEach(run -> versions.putIfAbsent(run.peer(), run.result().version()));
    return new PeersReport(options, runs, cells, peaks, versions);
  }

  /** Table, means, and what was measured with what. */
  String markdown() {
    StringBuilder text = new StringBuilder(new PeersTable(cells, peaks).markdown());
    versions.forEach(
        (peer, version) ->
            text.append("- ").append(peer).append(": ").append(version).append('\n'));
    return text.append("- ")
        .append(System.getProperty("os.name"))
        .append(' ')
        .append(System.getProperty("os.arch"))
        .append(", ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" cores; ")
        .append(options.rounds())
        .append(" processes of each, ")
        .append(options.seconds())
        .append(" s each\n")
        .toString();
  }

  /** One object: {@code peaks}, {@code versions}, {@code cells} as in the table, {@code runs}. */
  String json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("rounds", options.rounds());
    report.put("seconds", options.seconds());
    report.put("cores", Runtime.getRuntime().availableProcessors());
    report.put("peaks", peaks);
    report.put("versions", versions);
    report.put("cells", cells.stream().map(this::summary).toList());
    report.put("runs", runs);
    return ProcessResult.write(report);
  }

  private Map<String, Object> summary(Cell cell) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("peer", cell.peer());
    summary.put("workload", cell.workload().name());
    summary.put("threads", cell.threads());
    summary.put("failures", cell.failures());
    if (cell.measured()) {
      summary.put("timeStepsPerSecond", cell.rate());
      summary.put("millisecondsPerStep", cell.milliseconds());
      summary.put("gflops", cell.gflops());
      if (peaks.containsKey(cell.threads())) {
        summary.put("shareOfPeak", 1e9 * cell.gflops() / peaks.get(cell.threads()));
      }
      summary.put("slowestShare", Statistics.slowestShare(cell.rates()));
      summary.put("bimodal", Statistics.bimodal(cell.rates()));
      summary.put("loss", cell.loss());
    }
    return summary;
  }
}
