package rondo.float64.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CellSpec;
import rondo.float64.model.HeadSpec;
import rondo.float64.model.InputSpec;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ModelSpec.InitialState;

/** Gradients of layers that read ragged sequences from both ends. */
class TestBidirectional {
  private static final int[] RAGGED = {4, 4, 3, 1, 1}; // lengths 5, 3, 3, 2
  private static final LossKind LOSS = LossKind.SOFTMAX_CROSS_ENTROPY;

  static Stream<Arguments> networks() {
    return Stream.of("lstm", "gru", "rnn")
        .flatMap(
            cell ->
                Stream.of(
                        InputSpec.oneHot(5),
                        InputSpec.embedding(5, 3), // projected once a token
                        InputSpec.embedding(50, 3), // once a row
                        InputSpec.dense(3))
                    .flatMap(
                        input ->
                            Stream.of(List.of(4), List.of(9, 3))
                                .map(hidden -> Arguments.of(cell, input, hidden))));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyCellInputAndStack(String cell, InputSpec input, List<Integer> hidden) {
    check(spec(input, cell, hidden, 0, InitialState.ZERO), Pass.EVALUATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void outputsAtSomeRows(String cell) {
    int[] rows = {1, 3, 4, 10, 12};
    InputSpec input = InputSpec.oneHot(5);
    Batch all = new RandomBatch(input, LOSS, 3, false).fresh(2, RAGGED);
    int[] classes = Arrays.stream(rows).map(row -> all.targetClasses[row]).toArray();
    Batch some = new Batch(RAGGED, all.tokens, null, 0, rows, classes, null, false);
    ModelSpec spec = spec(input, cell, List.of(4, 3), 0, InitialState.ZERO);
    new GradientCheck(spec, LOSS, 8, 1e-5).check(some, Pass.EVALUATION, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void dropoutAndLearnedInitialStates(String cell) {
    InputSpec input = InputSpec.embedding(5, 3);
    check(spec(input, cell, List.of(5, 4), 0.25, InitialState.LEARNED), Pass.training(3));
  }

  private static ModelSpec spec(
      InputSpec input, String cell, List<Integer> hidden, double dropout, InitialState initial) {
    return new ModelSpec(
        input, CellSpec.of(cell), hidden, dropout, dropout, initial, true, HeadSpec.steps(3));
  }

  private static void check(ModelSpec spec, Pass pass) {
    Batch batch = new RandomBatch(spec.input(), LOSS, 3, false).fresh(2, RAGGED);
    new GradientCheck(spec, LOSS, 8, 1e-5).check(batch, pass, null);
  }
}
