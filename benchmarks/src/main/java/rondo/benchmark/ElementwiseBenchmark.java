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
import rondo.kernel.Elementwise;

/** Operations on 1,024 numbers in the first-level cache; the score is for one number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ElementwiseBenchmark.SIZE)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgsPrepend = BenchmarkKernels.MODULE)
public class ElementwiseBenchmark {
  static final int SIZE = 1024;

  @Param({"vector", "scalar"})
  String kernels;

  private Elementwise elementwise;
  private float[] x;
  private float[] x2;
  private float[] y;

  @Setup
  public void setUp() {
    elementwise = BenchmarkKernels.named(kernels).elementwise();
    x = BenchmarkKernels.numbers(SIZE, 1);
    x2 = BenchmarkKernels.numbers(SIZE, 2);
    y = new float[SIZE];
  }

  @Benchmark
  public float[] sigmoid() {
    elementwise.sigmoid(x, 0, y, 0, SIZE);
    return y;
  }

  /** The plain RNN, forward. */
  @Benchmark
  public float[] tanh() {
    elementwise.tanh(x, 0, y, 0, SIZE);
    return y;
  }

  /** The plain RNN, backward. */
  @Benchmark
  public float[] tanhBackward() {
    elementwise.tanhBackward(x, 0, x2, 0, y, 0, SIZE);
    return y;
  }

  @Benchmark
  public float[] relu() {
    elementwise.relu(x, 0, y, 0, SIZE);
    return y;
  }

  @Benchmark
  public float[] reluBackward() {
    elementwise.reluBackward(x, 0, x2, 0, y, 0, SIZE);
    return y;
  }

  /** A gradient of an embedded token, or of a bias. */
  @Benchmark
  public float[] add() {
    elementwise.add(x, 0, y, 0, SIZE);
    return y;
  }

  /** Dropout, forward. */
  @Benchmark
  public float[] multiply() {
    elementwise.multiply(x, 0, x2, 0, y, 0, SIZE);
    return y;
  }

  /** Dropout, backward. */
  @Benchmark
  public float[] multiplyAdd() {
    elementwise.multiplyAdd(x, 0, x2, 0, y, 0, SIZE);
    return y;
  }

  /** The factors of dropout. */
  @Benchmark
  public float[] dropout() {
    elementwise.dropout(7, 1 << 30, 2, y, 0, SIZE);
    return y;
  }

  /** A part of the norm. */
  @Benchmark
  public double sumOfSquares() {
    return elementwise.sumOfSquares(x, 0, SIZE);
  }

  /** A row of scores; includes a copy of them, which are overwritten. */
  @Benchmark
  public double softmaxCrossEntropy() {
    System.arraycopy(x, 0, y, 0, SIZE);
    return elementwise.softmaxCrossEntropy(y, 0, SIZE, 3);
  }
}
