package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.data.Batch;
import rondo.data.Batches;
import rondo.gradient.GradientSum;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.HeadSpec;
import rondo.model.HeadSpec.Pooling;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;

/** Training and evaluation of networks that read whole sequences. */
class TestWholeSequences {
  private static final int VOCABULARY = 4;
  private static final int[] ACTIVE_ROWS = {6, 6, 6, 5, 3, 3, 1};

  private static TrainSpec spec(boolean bidirectional, HeadSpec head) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(VOCABULARY),
            CellSpec.of("lstm"),
            List.of(12),
            0,
            0,
            InitialState.ZERO,
            bidirectional,
            head);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        6,
        0,
        0,
        0,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.02),
        ScheduleSpec.constant(),
        0);
  }

  private static HeadSpec head(int steps, int sequences, Pooling pooling) {
    return new HeadSpec(steps, sequences, pooling, false, false);
  }

  /**
   * The tag of a step is the token after it, of the last one 0: only who reads from the end can
   * know it. The class of a sequence is its largest token.
   */
  private static Batch batch(long seed) {
    int[] tokens = new int[Arrays.stream(ACTIVE_ROWS).sum()];
    Arrays.setAll(tokens, row -> CounterRandom.below(seed, row, VOCABULARY));
    int[] tags = new int[tokens.length];
    int[] classes = new int[ACTIVE_ROWS[0]];
    int row = 0;
    for (int t = 0; t < ACTIVE_ROWS.length; t++) {
      int next = t + 1 < ACTIVE_ROWS.length ? ACTIVE_ROWS[t + 1] : 0;
      for (int b = 0; b < ACTIVE_ROWS[t]; b++, row++) {
        tags[row] = b < next ? tokens[row + ACTIVE_ROWS[t]] : 0;
        classes[b] = Math.max(classes[b], tokens[row]);
      }
    }
    return new Batch(ACTIVE_ROWS, tokens, 1, null, 0, null, tags, null, classes, null, false);
  }

  private record Seeds(long... seeds) implements Batches {
    @Override
    public int stepsPerEpoch() {
      return seeds.length;
    }

    @Override
    public Batch batch(int epoch, int step) {
      return TestWholeSequences.batch(seeds[step]);
    }

    @Override
    public boolean carriesState(int step) {
      return false;
    }

    @Override
    public int maxRows() {
      return Arrays.stream(ACTIVE_ROWS).sum();
    }

    @Override
    public int maxBatchSize() {
      return ACTIVE_ROWS[0];
    }
  }

  private static float[] train(TrainSpec spec, int steps) {
    TrainStep step = new TrainStep(spec, KernelProvider.choice().kernels(), Parallel.single());
    float[] parameters = step.network().layout().initialParameters(3);
    float[][] moments = new float[step.moments()][parameters.length];
    for (int t = 1; t <= steps; t++) {
      GradientSum sum = step.gradient(batch(t), Pass.training(t), parameters);
      step.update(sum, parameters, moments, t, 0.02);
    }
    return parameters;
  }

  private static Evaluation evaluate(TrainSpec spec, float[] parameters) {
    Kernels kernels = KernelProvider.choice().kernels();
    Network network = new Network(spec.model(), kernels, Parallel.single());
    Loss loss = Loss.of(spec.loss(), kernels, Parallel.single());
    return new Evaluator(network, loss, Metric.accuracy(), 0)
        .evaluate(parameters, new Seeds(10_001, 10_002, 10_003, 10_004));
  }

  private static double accuracy(Evaluation evaluation) {
    return evaluation.values(Metric.accuracy()).get("accuracy");
  }

  @Test
  void whatComesNextIsLearnedFromTheEndAlone() {
    TrainSpec both = spec(true, HeadSpec.steps(VOCABULARY));
    assertThat(accuracy(evaluate(both, train(both, 300)))).isGreaterThan(0.97);
    TrainSpec one = spec(false, HeadSpec.steps(VOCABULARY));
    assertThat(accuracy(evaluate(one, train(one, 300)))).isLessThan(0.7);
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void classesOfSequencesAreLearned(Pooling pooling) {
    TrainSpec spec = spec(true, head(0, VOCABULARY, pooling));
    Evaluation got = evaluate(spec, train(spec, 300));
    assertThat(got.counts()[1]).isEqualTo(24);
    assertThat(got.weight()).isEqualTo(24);
    assertThat(accuracy(got)).isGreaterThan(0.9);
  }

  @Test
  void theLossOfBothIsTheSumAndTheWeightIsThatOfTheSteps() {
    TrainSpec both = spec(true, head(VOCABULARY, VOCABULARY, Pooling.MEAN));
    TrainStep step = new TrainStep(both, Kernels.scalar(), Parallel.single());
    float[] parameters = step.network().layout().initialParameters(3);
    GradientSum sum = step.gradient(batch(1), Pass.EVALUATION, parameters);
    assertThat(sum.weight()).isEqualTo(batch(1).rows());

    Network network = step.network();
    Loss loss = Loss.of(both.loss(), Kernels.scalar(), Parallel.single());
    network.prepare(parameters);
    double steps = loss.apply(network.forward(batch(1), Pass.EVALUATION), batch(1));
    double sequences = loss.apply(network.sequenceOutputs(batch(1)), batch(1).sequenceTargets());
    assertThat(sum.loss()).isCloseTo(steps + sequences, within(1e-9));

    Metric metric = Metric.composite(Metric.accuracy(), Metric.accuracy());
    Evaluation got = new Evaluator(network, loss, metric, 0).evaluate(parameters, new Seeds(1));
    assertThat(got.lossSum()).isEqualTo(sum.loss());
    assertThat(got.weight()).isEqualTo(sum.weight());
    assertThat(got.counts()[1]).isEqualTo(batch(1).rows());
    assertThat(got.counts()[3]).isEqualTo(ACTIVE_ROWS[0]);
    assertThat(got.values(metric).keySet()).containsExactly("tags_accuracy", "class_accuracy");
  }

  @Test
  void theGradientFlowsFromTheEndOfSequences() {
    for (HeadSpec head : List.of(HeadSpec.steps(VOCABULARY), head(0, VOCABULARY, Pooling.LAST))) {
      TrainSpec spec = spec(true, head);
      TrainStep step = new TrainStep(spec, Kernels.scalar(), Parallel.single());
      float[] parameters = step.network().layout().initialParameters(3);
      Loss loss = Loss.of(spec.loss(), Kernels.scalar(), Parallel.single());
      GradientFlow flow =
          GradientFlowProbe.record(
              step.network(), loss, parameters, batch(1), new float[parameters.length]);
      assertThat(flow.norms()).hasDimensions(1, ACTIVE_ROWS.length);
      assertThat(flow.norms()[0]).doesNotContain(0.0).doesNotContain(Double.NaN);
    }
  }
}
