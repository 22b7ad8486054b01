package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;

/** A warm step reuses its buffers: what it allocates does not grow with the batch. */
class TestAllocation {
  /** What lambdas and small records of a step may take, whatever its size. */
  private static final long SMALL = 64 << 10;

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void aWarmStepAllocatesNoBuffers(String cell) {
    check(spec(CellSpec.of(cell), HeadSpec.steps(30)));
  }

  @Test
  void norWithEveryOption() {
    CellSpec cell = new CellSpec("lstm", CellSpec.Activation.TANH, 1, false, true, 20);
    check(spec(cell, new HeadSpec(30, 0, HeadSpec.Pooling.LAST, true, true)));
  }

  private static void check(TrainSpec spec) {
    float[] parameters = Networks.layout(spec.model()).initialParameters(1);
    TrainStep step = new TrainStep(spec, KernelProvider.choice().kernels(), Parallel.single());
    float[][] moments = new float[step.moments()][parameters.length];
    long few = allocated(step, batch(40), parameters, moments);
    long many = allocated(step, batch(400), parameters, moments);
    assertThat(few).isLessThan(SMALL);
    assertThat(many).isLessThan(SMALL);
  }

  @ParameterizedTest
  @EnumSource(HeadSpec.Pooling.class)
  void norDoBothDirectionsAndOutputsOfSequences(HeadSpec.Pooling pooling) {
    TrainSpec one = spec(CellSpec.of("gru"), HeadSpec.steps(30));
    ModelSpec model = one.model();
    TrainSpec spec =
        new TrainSpec(
            new ModelSpec(
                model.input(),
                model.cell(),
                model.hidden(),
                model.dropout(),
                model.recurrentDropout(),
                model.initialState(),
                true,
                new HeadSpec(30, 30, pooling, false, false)),
            one.loss(),
            1,
            12,
            0,
            0,
            5,
            0,
            one.optimizer(),
            one.schedule(),
            1);
    float[] parameters = Networks.layout(spec.model()).initialParameters(1);
    TrainStep step = new TrainStep(spec, KernelProvider.choice().kernels(), Parallel.single());
    float[][] moments = new float[step.moments()][parameters.length];
    assertThat(allocated(step, batch(40), parameters, moments)).isLessThan(SMALL);
    assertThat(allocated(step, batch(400), parameters, moments)).isLessThan(SMALL);
  }

  /** The least that one of the last steps allocates: vectors live on the heap until compiled. */
  private static long allocated(
      TrainStep step, Batch batch, float[] parameters, float[][] moments) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int t = 1; t <= 20_000 && least >= SMALL; t++) {
      long before = threads.getThreadAllocatedBytes(id);
      step.update(step.gradient(batch, Pass.training(t), parameters), parameters, moments, t, 1e-3);
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    return least;
  }

  private static Batch batch(int timeSteps) {
    int[] active = new int[timeSteps];
    Arrays.fill(active, 12);
    int[] tokens = new int[timeSteps * 12];
    Arrays.setAll(tokens, i -> CounterRandom.below(1, i, 30));
    int[] classes = Arrays.copyOf(tokens, 12);
    return new Batch(active, tokens, 1, null, 0, null, tokens, null, classes, null, false);
  }

  private static TrainSpec spec(CellSpec cell, HeadSpec head) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.embedding(30, 20),
            cell,
            List.of(32, 20),
            0.1,
            0.1,
            ModelSpec.InitialState.LEARNED,
            false,
            head);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        12,
        0,
        0,
        5,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 1e-3),
        ScheduleSpec.constant(),
        1);
  }
}
