package rondo.float64.network;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CellSpec;
import rondo.float64.model.HeadSpec;
import rondo.float64.model.HeadSpec.Pooling;
import rondo.float64.model.InputSpec;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ModelSpec.InitialState;

/** Gradients of outputs of whole sequences, alone and beside outputs at time steps. */
class TestSequenceOutputs {
  private static final int[] RAGGED = {4, 4, 3, 1, 1}; // lengths 5, 3, 3, 2
  private static final InputSpec INPUT = InputSpec.embedding(5, 3);

  static Stream<Arguments> poolings() {
    return Stream.of(Pooling.values())
        .flatMap(
            pooling ->
                Stream.of(true, false)
                    .flatMap(
                        bidirectional ->
                            Stream.of(List.of(9), List.of(3, 5))
                                .map(hidden -> Arguments.of(pooling, bidirectional, hidden))));
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void everyPooling(Pooling pooling, boolean bidirectional, List<Integer> hidden) {
    HeadSpec head = new HeadSpec(0, 3, pooling, false, false);
    check(bidirectional, hidden, 0, head, LossKind.SOFTMAX_CROSS_ENTROPY, Pass.EVALUATION);
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void beside(Pooling pooling, boolean bidirectional, List<Integer> hidden) {
    HeadSpec head = new HeadSpec(4, 3, pooling, false, false);
    check(bidirectional, hidden, 0.2, head, LossKind.SOFTMAX_CROSS_ENTROPY, Pass.training(3));
  }

  @ParameterizedTest
  @EnumSource(
      value = LossKind.class,
      names = {"SOFTMAX_CROSS_ENTROPY", "MEAN_SQUARED_ERROR", "SIGMOID_CROSS_ENTROPY"})
  void everyLoss(LossKind loss) {
    HeadSpec head = new HeadSpec(4, 2, Pooling.MEAN, false, false);
    check(true, List.of(4), 0, head, loss, Pass.EVALUATION);
  }

  private static void check(
      boolean bidirectional,
      List<Integer> hidden,
      double dropout,
      HeadSpec head,
      LossKind loss,
      Pass pass) {
    ModelSpec spec =
        new ModelSpec(
            INPUT,
            CellSpec.of("lstm"),
            hidden,
            dropout,
            dropout,
            InitialState.ZERO,
            bidirectional,
            head);
    int steps = Math.max(1, head.stepOutputs());
    Batch batch = new RandomBatch(INPUT, loss, steps, false).fresh(2, RAGGED);
    Batch both = SequenceTargets.add(batch, loss, head.sequenceOutputs(), 9);
    new GradientCheck(spec, loss, 8, 1e-5).check(both, pass, null);
  }
}
