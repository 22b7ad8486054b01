package rondo.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Elementwise;
import rondo.parallel.Parallel;

/**
 * Norm, clipping and clearing of 2^22 numbers, which do not fit the caches; the score is for one
 * number. 4 bytes of it are read in {@code norm}, 4 read and 4 written in {@code drain}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(GradientBenchmark.SIZE)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgsPrepend = BenchmarkKernels.MODULE)
public class GradientBenchmark {
  static final int SIZE = 1 << 22;

  @Param({"vector", "scalar"})
  String kernels;

  private final Parallel parallel = Parallel.single();
  private final Clipping clipping = new Clipping(0, 0.25);
  private Elementwise elementwise;
  private GradientSum gradient;

  @Setup
  public void setUp() {
    elementwise = BenchmarkKernels.named(kernels).elementwise();
    gradient = new GradientSum(BenchmarkKernels.numbers(SIZE, 1));
  }

  @Benchmark
  public double norm() {
    return gradient.norm(elementwise, parallel);
  }

  /** Scaled, cut and cleared. */
  @Benchmark
  public GradientSum drain() {
    gradient.drain(0.5f, parallel, clipping::cut);
    return gradient;
  }
}
