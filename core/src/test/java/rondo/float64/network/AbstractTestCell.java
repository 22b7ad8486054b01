package rondo.float64.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.float64.data.Batch;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CellSpec;
import rondo.float64.model.InputSpec;
import rondo.float64.model.InputSpec.TokenColumn;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ModelSpec.InitialState;

/**
 * What every cell must pass: its gradient is that of its loss, in each kind of network and over
 * ragged batches. A new cell is tested by a subclass that names it.
 */
abstract class AbstractTestCell {
  private static final int[] RAGGED = {4, 4, 3, 1, 1}; // lengths 5, 3, 3, 2
  private static final int[] EQUAL = {3, 3};
  private static final InputSpec ONE_HOT = InputSpec.oneHot(5);

  /** The cell under test. */
  abstract CellSpec cell();

  /** Distance of the differences. */
  double step() {
    return 1e-5;
  }

  static Stream<InputSpec> inputs() {
    // With 5 tokens a batch has more rows than that, with 50 it has fewer.
    TokenColumn few = new TokenColumn(5, 3);
    TokenColumn many = new TokenColumn(50, 18);
    return Stream.of(
        ONE_HOT,
        InputSpec.embedding(5, 3),
        InputSpec.embedding(50, 3),
        InputSpec.dense(3),
        InputSpec.mixed(List.of(few), 0),
        InputSpec.mixed(List.of(few), 2),
        InputSpec.mixed(List.of(few, many), 0),
        InputSpec.mixed(List.of(many, few), 2));
  }

  static Stream<List<Integer>> stacks() {
    return Stream.of(List.of(1), List.of(17), List.of(5, 3), List.of(3, 17, 2));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void inputKinds(InputSpec input) {
    ModelSpec spec = spec(input, List.of(4, 3), 0, 0, InitialState.ZERO);
    check(spec, LossKind.SOFTMAX_CROSS_ENTROPY, false, Pass.EVALUATION);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void stackedLayers(List<Integer> hidden) {
    ModelSpec spec = spec(InputSpec.dense(2), hidden, 0, 0, InitialState.ZERO);
    check(spec, LossKind.SOFTMAX_CROSS_ENTROPY, false, Pass.EVALUATION);
  }

  @ParameterizedTest
  @EnumSource(value = LossKind.class, mode = EnumSource.Mode.EXCLUDE, names = "PINBALL")
  void losses(LossKind loss) {
    ModelSpec spec = spec(ONE_HOT, List.of(4), 0, 0, InitialState.ZERO);
    check(spec, loss, false, Pass.EVALUATION);
  }

  @ParameterizedTest
  @EnumSource(value = LossKind.class, mode = EnumSource.Mode.EXCLUDE, names = "PINBALL")
  void outputsAtLastRowsOnly(LossKind loss) {
    ModelSpec spec = spec(ONE_HOT, List.of(4, 3), 0, 0, InitialState.ZERO);
    check(spec, loss, true, Pass.EVALUATION);
  }

  @Test
  void learnedInitialState() {
    ModelSpec spec = spec(ONE_HOT, List.of(4, 3), 0, 0, InitialState.LEARNED);
    check(spec, LossKind.SOFTMAX_CROSS_ENTROPY, false, Pass.EVALUATION);
  }

  @Test
  void dropout() {
    ModelSpec spec = spec(InputSpec.embedding(5, 3), List.of(5, 4), 0.3, 0, InitialState.ZERO);
    check(spec, LossKind.SOFTMAX_CROSS_ENTROPY, false, Pass.training(3));
    check(spec, LossKind.SOFTMAX_CROSS_ENTROPY, true, Pass.training(3));
  }

  @Test
  void recurrentDropout() {
    ModelSpec spec = spec(ONE_HOT, List.of(5, 4), 0, 0.3, InitialState.ZERO);
    check(spec, LossKind.SOFTMAX_CROSS_ENTROPY, false, Pass.training(3));
  }

  @Test
  void everythingTogether() {
    ModelSpec spec =
        spec(InputSpec.embedding(5, 3), List.of(6, 17, 5), 0.2, 0.2, InitialState.LEARNED);
    check(spec, LossKind.MEAN_SQUARED_ERROR, true, Pass.training(3));
  }

  @ParameterizedTest
  @EnumSource(InitialState.class)
  void truncationCarriesTheStateAndStopsTheGradient(InitialState initial) {
    ModelSpec spec = spec(ONE_HOT, List.of(4, 3), 0.2, 0.2, initial);
    LossKind loss = LossKind.SOFTMAX_CROSS_ENTROPY;
    RandomBatch batches = new RandomBatch(ONE_HOT, loss, spec.outputs(), false);
    GradientCheck check = new GradientCheck(spec, loss, 11, step());
    double[] state = check.stateAfter(batches.fresh(5, EQUAL), Pass.training(1));
    Batch second = batches.carried(6, 3, 3, 2, 1);
    check.check(second, Pass.training(2), state);
    double fresh = check.loss(batches.fresh(6, 3, 3, 2, 1), Pass.training(2), null);
    assertThat(check.loss(second, Pass.training(2), state)).isNotCloseTo(fresh, within(1e-3));
  }

  private ModelSpec spec(
      InputSpec input,
      List<Integer> hidden,
      double dropout,
      double recurrentDropout,
      InitialState initial) {
    return new ModelSpec(input, cell(), hidden, dropout, recurrentDropout, initial, 3);
  }

  private void check(ModelSpec spec, LossKind loss, boolean lastOnly, Pass pass) {
    RandomBatch batches = new RandomBatch(spec.input(), loss, spec.outputs(), lastOnly);
    new GradientCheck(spec, loss, 8, step()).check(batches.fresh(2, RAGGED), pass, null);
  }
}
