package rondo.benchmark.jmh;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import rondo.benchmark.peers.Statistics;

/**
 * One benchmark with one choice of parameters.
 *
 * @param benchmark class and method, without package
 * @param nanoseconds mean time of an operation in each fork
 */
record ForkedResult(String benchmark, Map<String, String> parameters, List<Double> nanoseconds) {

  /**
   * @throws IllegalArgumentException if the result is not an average time
   */
  static ForkedResult of(RunResult result) {
    String name = result.getParams().getBenchmark();
    Map<String, String> parameters = new TreeMap<>();
    for (String key : result.getParams().getParamsKeys()) {
      parameters.put(key, result.getParams().getParam(key));
    }
    return new ForkedResult(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        parameters,
        result.getBenchmarkResults().stream().map(ForkedResult::nanoseconds).toList());
  }

  private static double nanoseconds(BenchmarkResult fork) {
    String unit = fork.getPrimaryResult().getScoreUnit();
    double factor =
        switch (unit) {
          case "ns/op" -> 1;
          case "us/op" -> 1e3;
          case "ms/op" -> 1e6;
          case "s/op" -> 1e9;
          default ->
              throw new IllegalArgumentException(
                  "unit: got '" + unit + "', expected a time; use Mode.AverageTime");
        };
    return factor * fork.getPrimaryResult().getScore();
  }

  double median() {
    return Statistics.median(nanoseconds);
  }

  /** Speed of the slowest fork as a share of the fastest. */
  double slowestShare() {
    return Statistics.slowestShare(nanoseconds.stream().map(time -> 1 / time).toList());
  }

  /**
   * Floating point operations of one operation, two a multiply-add; empty where it is not a product
   * of matrices. A parameter {@code shape} says rows x depth x columns.
   */
  OptionalDouble flops() {
    String shape = parameters.get("shape");
    if (!benchmark.startsWith("GemmBenchmark.") || shape == null) {
      return OptionalDouble.empty();
    }
    double flops = 2;
    for (String size : shape.split("x")) {
      flops *= Integer.parseInt(size);
    }
    return OptionalDouble.of(flops);
  }
}
