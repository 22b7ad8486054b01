package rondo.benchmark.peers;

import java.util.List;
import java.util.Objects;

/**
 * All processes of one peer at one workload and number of threads.
 *
 * @param rates median time steps/s of each process that gave a result
 * @param failures why the others gave none
 * @param loss of the last process, null if there is none
 */
record Cell(
    String peer,
    Workload workload,
    int threads,
    List<Double> rates,
    List<String> failures,
    Double loss) {

  static Cell of(String peer, Workload workload, int threads, List<Run> runs) {
    List<Run> own =
        runs.stream()
            .filter(run -> run.peer().equals(peer))
            .filter(run -> run.workload().equals(workload.name()) && run.threads() == threads)
            .toList();
    List<ProcessResult> results = own.stream().map(Run::result).filter(Objects::nonNull).toList();
    return new Cell(
        peer,
        workload,
        threads,
        results.stream().map(ProcessResult::timeStepsPerSecond).toList(),
        own.stream().map(Run::failure).filter(Objects::nonNull).distinct().toList(),
        results.isEmpty() ? null : results.get(results.size() - 1).loss());
  }

  boolean measured() {
    return !rates.isEmpty();
  }

  /** Median over processes of time steps/s; 0 if there is no result. */
  double rate() {
    return measured() ? Statistics.median(rates) : 0;
  }

  /** Milliseconds of a step of the whole batch. */
  double milliseconds() {
    return 1e3 * workload.timeSteps() / rate();
  }

  /** 10^9 floating point operations a second, as {@link FlopCount} counts them. */
  double gflops() {
    return 1e-9 * FlopCount.of(workload) * rate() / workload.timeSteps();
  }
}
