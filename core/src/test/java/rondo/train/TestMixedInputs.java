package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.data.EpochOrder;
import rondo.data.ExampleBatches;
import rondo.data.SequenceLayout;
import rondo.data.SequenceStore;
import rondo.gradient.GradientSum;
import rondo.kernel.KernelProvider;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.OptimizerSpec.Kind;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;

/**
 * A task that nobody solves without both columns of tokens and the real input, at the last two time
 * steps of sequences of unequal length: from packed sequences to a network that knows new ones.
 */
class TestMixedInputs {
  private static final int SEQUENCES = 400;
  private static final int STEPS = 300;
  private static final int BATCH = 20;
  private static final List<TokenColumn> COLUMNS =
      List.of(new TokenColumn(5, 4), new TokenColumn(3, 2));
  private static final SequenceLayout LAYOUT = new SequenceLayout(5, 2, 1, 3, 0, 2, 0, 0);

  /** The class of a step is the sum of its tokens, one more if its real input is positive. */
  private static SequenceStore sequences(long seed) {
    int[] offsets = new int[SEQUENCES + 1];
    int[] firstOutputs = new int[SEQUENCES + 1];
    for (int s = 0; s < SEQUENCES; s++) {
      int length = 1 + CounterRandom.below(seed, s, 6);
      offsets[s + 1] = offsets[s] + length;
      firstOutputs[s + 1] = firstOutputs[s] + (int) LAYOUT.outputs(length);
    }
    int steps = offsets[SEQUENCES];
    int[] tokens = new int[2 * steps];
    float[] features = new float[steps];
    int[] sums = new int[steps];
    for (int i = 0; i < steps; i++) {
      tokens[2 * i] = CounterRandom.below(seed + 1, i, 5);
      tokens[2 * i + 1] = CounterRandom.below(seed + 2, i, 3);
      features[i] = CounterRandom.below(seed + 3, i, 2) == 0 ? -1 : 1;
      sums[i] = (tokens[2 * i] + tokens[2 * i + 1] + (features[i] > 0 ? 1 : 0)) % 3;
    }
    int[] classes = new int[firstOutputs[SEQUENCES]];
    for (int s = 0; s < SEQUENCES; s++) {
      int outputs = firstOutputs[s + 1] - firstOutputs[s];
      System.arraycopy(sums, offsets[s + 1] - outputs, classes, firstOutputs[s], outputs);
    }
    return new SequenceStore(LAYOUT, offsets, tokens, features, classes, null, null, null);
  }

  private static TrainSpec spec() {
    ModelSpec model =
        new ModelSpec(
            InputSpec.mixed(COLUMNS, 1),
            CellSpec.of("gru"),
            List.of(24),
            0,
            0,
            InitialState.ZERO,
            3);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        BATCH,
        0,
        0,
        5,
        0,
        OptimizerSpec.of(Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        1);
  }

  @Test
  void learnsWhatNeedsEveryColumn() {
    TrainSpec spec = spec();
    TrainStep step = new TrainStep(spec, KernelProvider.choice().kernels(), Parallel.single());
    float[] parameters = Networks.layout(spec.model()).initialParameters(3);
    float[][] moments = new float[step.moments()][parameters.length];
    SequenceStore unseen = sequences(50);
    Batch test = new ExampleBatches(unseen, SEQUENCES, EpochOrder.STORED).batch(0, 0);
    assertThat(meanLoss(step, test, parameters)).isGreaterThan(1); // ln 3 is 1.1
    ExampleBatches batches = new ExampleBatches(sequences(1), BATCH, EpochOrder.STORED);
    for (int t = 1; t <= STEPS; t++) {
      Batch batch = batches.batch(0, t % batches.stepsPerEpoch());
      GradientSum sum = step.gradient(batch, Pass.training(t), parameters);
      assertThat(sum.weight()).isEqualTo(batch.outputCount()).isLessThanOrEqualTo(batch.rows());
      step.update(sum, parameters, moments, t, 0.01);
    }
    // A coin toss for want of the real input would be ln 2, that is 0.69; more for want of a
    // column.
    assertThat(meanLoss(step, test, parameters)).isLessThan(0.35);
  }

  private static double meanLoss(TrainStep step, Batch batch, float[] parameters) {
    GradientSum sum = step.gradient(batch, Pass.EVALUATION, parameters);
    return sum.loss() / sum.weight();
  }
}
