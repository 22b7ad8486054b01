package rondo.float64.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;
import rondo.float64.model.CounterRandom;
import rondo.float64.model.HeadSpec;
import rondo.float64.model.HeadSpec.Pooling;
import rondo.float64.model.InputSpec;
import rondo.float64.model.InputSpec.TokenColumn;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ModelSpec.InitialState;

/** Gradients of options that meet each other in one network. */
class TestEverythingTogether {
  private static final int[] RAGGED = {4, 4, 3, 1, 1}; // lengths 5, 3, 3, 2
  private static final LossKind LOSS = LossKind.SOFTMAX_CROSS_ENTROPY;

  static Stream<CellSpec> cells() {
    return Stream.of(
        new CellSpec("lstm", Activation.TANH, 1, false, true, 0),
        new CellSpec("lstm", Activation.TANH, 1, false, false, 2),
        new CellSpec("lstm", Activation.TANH, 1, false, true, 2),
        new CellSpec("gru", Activation.TANH, 0, false, true, 0),
        new CellSpec("rnn", Activation.TANH, 0, false, true, 0));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void twoDirectionsOverColumnsOfTokensAndNumbers(CellSpec cell) {
    InputSpec input = InputSpec.mixed(List.of(new TokenColumn(4, 2), new TokenColumn(7, 3)), 2);
    ModelSpec spec =
        new ModelSpec(
            input,
            cell,
            List.of(6, 5),
            0.2,
            0.2,
            InitialState.LEARNED,
            true,
            new HeadSpec(3, 2, Pooling.ATTENTION, false, false));
    int rows = Arrays.stream(RAGGED).sum();
    int[] tokens = new int[2 * rows];
    Arrays.setAll(tokens, i -> CounterRandom.below(5, i, i % 2 == 0 ? 4 : 7));
    int[] tags = new int[rows];
    Arrays.setAll(tags, i -> CounterRandom.below(6, i, 3));
    int[] classes = {0, 1, 1, 0};
    double[] numbers = RandomBatch.uniform(7, 2 * rows);
    Batch batch = new Batch(RAGGED, tokens, 2, numbers, 2, null, tags, null, classes, null, false);
    double step = cell.layerNorm() ? 1e-6 : 1e-5; // normalised sums are curved
    new GradientCheck(spec, LOSS, 8, step).check(batch, Pass.training(3), null);
  }

  @Test
  void pathsOfTagsAndAClassInTwoDirections() {
    InputSpec input = InputSpec.oneHot(5);
    ModelSpec spec =
        new ModelSpec(
            input,
            CellSpec.of("lstm"),
            List.of(4),
            0,
            0,
            InitialState.ZERO,
            true,
            new HeadSpec(3, 2, Pooling.LAST, false, true));
    Batch batch = new RandomBatch(input, LOSS, 3, false).fresh(2, RAGGED);
    Batch both = SequenceTargets.add(batch, LOSS, 2, 9);
    new GradientCheck(spec, LOSS, 8, 1e-5).check(both, Pass.EVALUATION, null);
  }

  @Test
  void tiedWeightsInTwoDirections() {
    InputSpec input = InputSpec.embedding(5, 6);
    ModelSpec spec =
        new ModelSpec(
            input,
            CellSpec.of("gru"),
            List.of(4, 3),
            0,
            0,
            InitialState.ZERO,
            true,
            new HeadSpec(5, 2, Pooling.MEAN, true, false));
    Batch batch = new RandomBatch(input, LOSS, 5, false).fresh(2, RAGGED);
    Batch both = SequenceTargets.add(batch, LOSS, 2, 9);
    new GradientCheck(spec, LOSS, 8, 1e-5).check(both, Pass.EVALUATION, null);
  }
}
