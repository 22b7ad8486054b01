package rondo.benchmark;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rondo.kernel.Kernels;
import rondo.kernel.Layout;
import rondo.kernel.PackedMatrix;

/**
 * Products of a training step. Six fresh JVMs each, because a kernel that one JVM compiles badly
 * shows only so; the score is that of a single core.
 *
 * <p>GFLOP/s = 2 x rows x depth x columns / score in nanoseconds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgsPrepend = BenchmarkKernels.MODULE)
public class GemmBenchmark {
  private static final int START = Layout.START;

  @Param({"vector", "scalar"})
  String kernels;

  /** Batch rows x inputs x columns. */
  @Param({"50x128x512", "50x256x1024", "6400x128x512", "700x650x2624", "104x650x10000"})
  String shape;

  private Kernels used;
  private int rows;
  private int depth;
  private int columns;
  private PackedMatrix b;
  private float[] a; // (rows, depth), as all of these from START on, as buffers of a network
  private float[] gradient; // (rows, columns)
  private float[] c; // (rows, columns)
  private float[] dWeights; // (depth, columns)

  @Setup
  public void setUp() {
    used = BenchmarkKernels.named(kernels);
    int[] sizes = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    rows = sizes[0];
    depth = sizes[1];
    columns = sizes[2];
    b = PackedMatrix.of(depth, 1, columns);
    b.pack(BenchmarkKernels.numbers(depth * columns, 1), 0);
    a = BenchmarkKernels.numbers(START + rows * depth, 2);
    gradient = BenchmarkKernels.numbers(START + rows * columns, 3);
    c = new float[START + rows * columns];
    dWeights = new float[START + depth * columns];
  }

  /** {@code C += A B}: forward, all columns of all gates. */
  @Benchmark
  public float[] multiply() {
    used.gemm().multiply(a, START, depth, rows, b, c, START, columns);
    return c;
  }

  /** {@code dW += A^T G}: the gradient of the weights, summed over all rows. */
  @Benchmark
  public float[] multiplyTransposed() {
    used.gemm()
        .multiplyTransposed(
            a, START, depth, gradient, START, columns, rows, depth, columns, dWeights, START,
            columns);
    return dWeights;
  }

  /** The benchmark is of no use if both twins do not compute the same. */
  @TearDown
  public void checkResult() {
    float[] expected = new float[c.length];
    float[] actual = new float[c.length];
    Kernels.scalar().gemm().multiply(a, START, depth, rows, b, expected, START, columns);
    used.gemm().multiply(a, START, depth, rows, b, actual, START, columns);
    if (!Arrays.equals(expected, actual)) {
      throw new IllegalStateException(kernels + " kernels differ from the scalar ones");
    }
  }
}
