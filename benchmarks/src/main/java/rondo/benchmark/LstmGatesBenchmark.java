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

/** The pointwise part of an LSTM step for 50 batch rows of 128 units; the score is for one unit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LstmGatesBenchmark.ROWS * LstmGatesBenchmark.UNITS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgsPrepend = BenchmarkKernels.MODULE)
public class LstmGatesBenchmark {
  static final int ROWS = 50;
  static final int UNITS = 128;

  @Param({"vector", "scalar"})
  String kernels;

  @Param({"false", "true"})
  boolean peepholes;

  private Kernels used;
  private float[] sums; // (ROWS, 4 UNITS)
  private float[] activations; // (ROWS, 4 UNITS)
  private float[] gates; // (ROWS, 4 UNITS)
  private float[] peephole; // (3, UNITS)
  private float[] cellPrevious; // (ROWS, UNITS), as all below
  private float[] cell;
  private float[] hidden;
  private float[] dHidden;
  private float[] dCell;
  private final float[] scratch = new float[UNITS];

  @Setup
  public void setUp() {
    used = BenchmarkKernels.named(kernels);
    sums = BenchmarkKernels.numbers(ROWS * 4 * UNITS, 1);
    peephole = peepholes ? BenchmarkKernels.numbers(3 * UNITS, 2) : null;
    cellPrevious = BenchmarkKernels.numbers(ROWS * UNITS, 3);
    cell = new float[ROWS * UNITS];
    hidden = new float[ROWS * UNITS];
    dHidden = BenchmarkKernels.numbers(ROWS * UNITS, 4);
    dCell = new float[ROWS * UNITS];
    gates = new float[ROWS * 4 * UNITS];
    forward();
    activations = gates.clone();
  }

  /** Includes a copy of the sums, which the step overwrites. */
  @Benchmark
  public float[] forward() {
    System.arraycopy(sums, 0, gates, 0, sums.length);
    used.gates()
        .lstmForward(
            ROWS, UNITS, UNITS, gates, 0, peephole, 0, cellPrevious, 0, cell, 0, hidden, 0);
    return hidden;
  }

  /** Includes a copy of the activations, which the step overwrites. */
  @Benchmark
  public float[] backward() {
    System.arraycopy(activations, 0, gates, 0, activations.length);
    used.gates()
        .lstmBackward(
            ROWS,
            UNITS,
            UNITS,
            gates,
            0,
            peephole,
            0,
            cellPrevious,
            0,
            cell,
            0,
            dHidden,
            0,
            dCell,
            0,
            scratch,
            0);
    return dCell;
  }
}
