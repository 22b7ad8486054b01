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
import rondo.optim.MomentAge;
import rondo.optim.Optimizer;
import rondo.optim.OptimizerSpec;
import rondo.optim.OptimizerSpec.Kind;

/**
 * Optimizers, clipping and the norm over 4,096 parameters in the caches; the score is for one
 * parameter. The loops are plain Java that the compiler turns into vector instructions ("super
 * words"); the same without shows whether it did.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(UpdateBenchmark.SIZE)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 6, jvmArgsPrepend = BenchmarkKernels.MODULE)
public class UpdateBenchmark {
  static final int SIZE = 4096;

  @Param({"SGD", "MOMENTUM", "NESTEROV", "RMSPROP", "ADAM", "ADAMW"})
  Kind kind;

  private Optimizer optimizer;
  private float[] parameters;
  private float[] gradient;
  private float[][] moments;

  @Setup
  public void setUp() {
    optimizer = Optimizer.of(OptimizerSpec.of(kind, 1e-6));
    parameters = BenchmarkKernels.numbers(SIZE, 1);
    gradient = BenchmarkKernels.numbers(SIZE, 2);
    moments = new float[optimizer.moments()][SIZE];
  }

  @Benchmark
  public float[] update() {
    optimizer.update(parameters, gradient, moments, MomentAge.of(9), 1e-6, 0, SIZE);
    return parameters;
  }

  @Benchmark
  @Fork(
      value = 2,
      jvmArgsPrepend = {BenchmarkKernels.MODULE, "-XX:-UseSuperWord"})
  public float[] updateWithoutSuperWords() {
    return update();
  }
}
