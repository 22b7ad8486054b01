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
import rondo.kernel.Kernels;

/** The pointwise part of a GRU step for 50 batch rows of 128 units; the score is for one unit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(GruGatesBenchmark.ROWS * GruGatesBenchmark.UNITS)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgsPrepend = BenchmarkKernels.MODULE)
public class GruGatesBenchmark {
  static final int ROWS = 50;
  static final int UNITS = 128;

  @Param({"vector", "scalar"})
  String kernels;

  private Kernels used;
  private float[] sums; // (ROWS, 3 UNITS), as the next four
  private float[] recurrentSums;
  private float[] gates;
  private float[] recurrent;
  private float[] activations;
  private float[] bias; // (UNITS)
  private float[] hiddenPrevious; // (ROWS, UNITS), as all below
  private float[] hidden;
  private float[] dHidden;
  private float[] dHiddenPrevious;

  @Setup
  public void setUp() {
    used = BenchmarkKernels.named(kernels);
    sums = BenchmarkKernels.numbers(ROWS * 3 * UNITS, 1);
    recurrentSums = BenchmarkKernels.numbers(ROWS * 3 * UNITS, 2);
    gates = new float[ROWS * 3 * UNITS];
    recurrent = new float[ROWS * 3 * UNITS];
    bias = BenchmarkKernels.numbers(UNITS, 3);
    hiddenPrevious = BenchmarkKernels.numbers(ROWS * UNITS, 4);
    hidden = new float[ROWS * UNITS];
    dHidden = BenchmarkKernels.numbers(ROWS * UNITS, 5);
    dHiddenPrevious = new float[ROWS * UNITS];
    forward();
    activations = gates.clone();
  }

  /** Includes a copy of the sums, which the step overwrites. */
  @Benchmark
  public float[] forward() {
    System.arraycopy(sums, 0, gates, 0, sums.length);
    System.arraycopy(recurrentSums, 0, recurrent, 0, recurrentSums.length);
    used.gates()
        .gruForward(
            ROWS, UNITS, UNITS, gates, 0, recurrent, 0, bias, 0, hiddenPrevious, 0, hidden, 0);
    return hidden;
  }

  /** Includes a copy of the activations and sums, which the step overwrites. */
  @Benchmark
  public float[] backward() {
    System.arraycopy(activations, 0, gates, 0, activations.length);
    System.arraycopy(recurrentSums, 0, recurrent, 0, recurrentSums.length);
    used.gates()
        .gruBackward(
            ROWS,
            UNITS,
            UNITS,
            gates,
            0,
            recurrent,
            0,
            hiddenPrevious,
            0,
            dHidden,
            0,
            dHiddenPrevious,
            0);
    return dHiddenPrevious;
  }
}
