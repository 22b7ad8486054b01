package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;

/** Back-propagation through ten thousand time steps in the memory of a hundred. */
class TestLongSequences {
  private static final int SEQUENCES = 16;
  private static final int TIME_STEPS = 10_000;
  private static final int HIDDEN = 64;

  private static TrainSpec spec(int recompute) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(8),
            CellSpec.of("lstm"),
            List.of(HIDDEN, HIDDEN),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            8);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        SEQUENCES,
        0,
        recompute,
        5,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        1);
  }

  /** Random tokens; the target of each is itself. */
  private static Batch batch() {
    int[] active = new int[TIME_STEPS];
    Arrays.fill(active, SEQUENCES);
    int[] tokens = new int[TIME_STEPS * SEQUENCES];
    Arrays.setAll(tokens, i -> CounterRandom.below(1, i, 8));
    return new Batch(active, tokens, null, 0, null, tokens, null, false);
  }

  @Test
  void trainInBoundedMemory() {
    TrainSpec spec = spec(100);
    Batch batch = batch();
    float[] parameters = Networks.layout(spec.model()).initialParameters(1);
    try (Parallel parallel = Parallel.of(2)) {
      TrainStep step = new TrainStep(spec, KernelProvider.choice().kernels(), parallel);
      float[][] moments = new float[step.moments()][parameters.length];
      System.gc();
      long before = used();
      double first = 0;
      double last = 0;
      for (int t = 1; t <= 3; t++) {
        var sum = step.gradient(batch, Pass.training(t), parameters);
        last = sum.loss() / sum.weight();
        first = t == 1 ? last : first;
        step.update(sum, parameters, moments, t, 1e-3);
      }
      System.gc();
      long held = used() - before;
      assertThat(last).isLessThan(first);
      long estimate = Sizing.bytes(spec, batch.rows());
      assertThat(estimate).isLessThan(Sizing.bytes(spec(0), batch.rows()) / 20);
      assertThat(held).isLessThan(2 * estimate + (8 << 20));
      assertThat(step.network()).isNotNull(); // reachable until here, with all its buffers
    }
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
