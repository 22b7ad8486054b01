package rondo.benchmark.nab;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import rondo.anomaly.NabScore.Series;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.local.StreamingDetector;
import rondo.local.StreamingSpec;

/**
 * {@code benchmarks/run nab}: the Numenta Anomaly Benchmark with {@link StreamingDetector}, the
 * same settings for all series. Each series has its own detector, which sees one value after the
 * other; series are spread over the cores, which changes no bit.
 */
public final class Nab {
  private Nab() {}

  public static void main(String[] arguments) throws IOException {
    NabOptions options;
    try {
      options = NabOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run nab: " + e.getMessage());
      System.err.print(NabOptions.USAGE);
      System.exit(ExitCode.USAGE.code());
      return;
    }
    try {
      System.out.print(report(options));
    } catch (RondoException e) {
      System.err.println("benchmarks/run nab: " + e.getMessage());
      System.exit(e.exitCode().code());
    }
  }

  /** Tables of all that was found. */
  static String report(NabOptions options) throws IOException {
    List<NabFile> files = NabFile.all(options.data());
    long start = System.nanoTime();
    List<Series> scored =
        IntStream.range(0, files.size())
            .parallel()
            .mapToObj(i -> files.get(i).scored(scores(files.get(i), options.seed())))
            .toList();
    System.err.printf(
        Locale.ROOT,
        "%d series in %.0f s on %d threads%n",
        files.size(),
        (System.nanoTime() - start) * 1e-9,
        ForkJoinPool.getCommonPoolParallelism() + 1);
    List<Series> baseline =
        files.stream().map(file -> file.scored(WindowedGaussian.scores(file.values()))).toList();
    return NabTable.files(files, scored)
        + "\n"
        + NabTable.totals()
        + NabTable.total("`StreamingDetector`", scored)
        + NabTable.total("windowed Gaussian", baseline);
  }

  private static double[] scores(NabFile file, long seed) {
    StreamingDetector detector =
        new StreamingDetector(StreamingSpec.of(file.probation()).withSeed(seed));
    double[] scores = new double[file.values().length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = detector.score(file.times()[i], file.values()[i]);
    }
    return scores;
  }
}
