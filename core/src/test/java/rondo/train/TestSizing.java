package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;

class TestSizing {
  private static TrainSpec spec(List<Integer> hidden) {
    return spec(InputSpec.oneHot(50), hidden);
  }

  private static TrainSpec spec(InputSpec input, List<Integer> hidden) {
    ModelSpec model =
        new ModelSpec(input, CellSpec.of("lstm"), hidden, 0, 0, InitialState.ZERO, 50);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        100,
        100,
        0,
        5,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 1e-3),
        ScheduleSpec.constant(),
        1);
  }

  @Test
  void whatFitsPassesAndWhatDoesNotIsRefusedWithBothNumbers() {
    assertThatCode(() -> Sizing.check(spec(List.of(128)), 10_000, 1L << 30))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Sizing.check(spec(List.of(4096, 4096)), 10_000, 1L << 30))
        .isInstanceOf(RondoException.class)
        .hasMessageMatching(
            "Training needs about \\d+ MiB a shard \\(model.hidden = \\[4096, 4096\\], batches of"
                + " 10000 time steps\\), expected at most the 1024 MiB that are there; lower .*");
  }

  @Test
  void moreParametersThanAnArrayHoldsAreRefusedAtOnce() {
    assertThatThrownBy(() -> Sizing.check(spec(List.of(65536, 65536)), 1, Long.MAX_VALUE))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "model.hidden: got [65536, 65536] with 50 inputs and 50 outputs, expected at most"
                + " 2147483647 parameters in all; use smaller layers");
  }

  private static TrainSpec whole(
      boolean bidirectional, HeadSpec head, int truncate, int recompute) {
    TrainSpec spec = spec(List.of(128));
    ModelSpec model = spec.model();
    return new TrainSpec(
        new ModelSpec(
            model.input(),
            model.cell(),
            model.hidden(),
            0,
            0,
            model.initialState(),
            bidirectional,
            head),
        spec.loss(),
        1,
        100,
        truncate,
        recompute,
        5,
        0,
        spec.optimizer(),
        spec.schedule(),
        1);
  }

  @Test
  void sequencesThatAreReadAsAWholeMustNotBeCut() {
    HeadSpec steps = HeadSpec.steps(50);
    HeadSpec sequences = new HeadSpec(0, 2, HeadSpec.Pooling.MEAN, false, false);
    assertThatThrownBy(() -> Sizing.check(whole(true, steps, 0, 9), 100, 1L << 30))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "training.recompute: got 9, expected 0 with model.bidirectional = true, which needs"
                + " whole sequences");
    assertThatThrownBy(() -> Sizing.check(whole(false, sequences, 7, 0), 100, 1L << 30))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "training.truncate: got 7, expected 0 with an output of sequences, which needs whole"
                + " sequences");
    assertThatCode(() -> Sizing.check(whole(true, sequences, 0, 0), 100, 1L << 30))
        .doesNotThrowAnyException();
    assertThatCode(() -> Sizing.check(whole(false, steps, 7, 9), 100, 1L << 30))
        .doesNotThrowAnyException();
  }

  @Test
  void twoDirectionsAndAttentionNeedMore() {
    HeadSpec attention = new HeadSpec(50, 2, HeadSpec.Pooling.ATTENTION, false, false);
    long one = Sizing.bytes(whole(false, HeadSpec.steps(50), 0, 0), 10_000);
    long both = Sizing.bytes(whole(true, HeadSpec.steps(50), 0, 0), 10_000);
    assertThat(both).isGreaterThan(2 * one);
    assertThat(Sizing.bytes(whole(true, attention, 0, 0), 10_000))
        .isGreaterThan(both + 4L * 10_000 * 4 * 256);
    assertThat(Networks.stateBytes(whole(true, attention, 0, 0).model())).isZero();
  }

  @Test
  void theEstimateGrowsWithBatchAndModel() {
    long small = Sizing.bytes(spec(List.of(128)), 100);

    assertThat(Sizing.bytes(spec(List.of(128)), 1000)).isGreaterThan(small);
    assertThat(Sizing.bytes(spec(List.of(256)), 100)).isGreaterThan(small);
  }

  /** Of a row: vectors and their gradient in the network, 6 numbers more in the batch. */
  @Test
  void tokensInColumnsCountWithTheirVectorsAndRealInputs() {
    List<TokenColumn> columns = List.of(new TokenColumn(50, 12), new TokenColumn(50, 20));
    int rows = 1_000_000;
    long wide = Sizing.bytes(spec(InputSpec.mixed(columns, 5), List.of(128)), rows);
    long narrow = Sizing.bytes(spec(InputSpec.oneHot(16), List.of(128)), rows);
    long inputs = 4L * rows * (2 * (48 - 16) + 6); // 12 + 20 + 5 is 48 with padding
    assertThat(wide - narrow).isBetween(inputs, inputs + (1 << 20));
  }

  private static ModelSpec model(InputSpec input, boolean bidirectional, HeadSpec head) {
    CellSpec cell = CellSpec.of("gru");
    return new ModelSpec(input, cell, List.of(8), 0, 0, InitialState.ZERO, bidirectional, head);
  }

  /** Each half of a bidirectional layer holds the vectors that enter, and their gradient. */
  @Test
  void bothHalvesHoldWhatEnters() {
    long rows = 100_000;
    HeadSpec head = HeadSpec.steps(5);
    for (boolean both : new boolean[] {false, true}) {
      long wide = Networks.trainingBytes(model(InputSpec.dense(512), both, head), rows, 0);
      long narrow = Networks.trainingBytes(model(InputSpec.dense(256), both, head), rows, 0);
      long vectors = 4 * rows * 2 * (512 - 256) * (both ? 2 : 1);
      assertThat(wide - narrow).isBetween(vectors, vectors + (1 << 20));
    }
  }

  @Test
  void scoresOfPairsOfTagsAndBestPathsCount() {
    int tags = 3000;
    long rows = 10_000;
    HeadSpec plain = HeadSpec.steps(tags);
    HeadSpec chain = new HeadSpec(tags, 0, HeadSpec.Pooling.LAST, false, true);
    long few = Networks.trainingBytes(model(InputSpec.dense(4), false, chain), 1, 0);
    long none = Networks.trainingBytes(model(InputSpec.dense(4), false, plain), 1, 0);
    long pairs = (long) tags * tags;
    assertThat(few - none).isGreaterThan(4 * 6 * pairs + 8 * 4 * pairs);
    long many = Networks.trainingBytes(model(InputSpec.dense(4), false, chain), rows, 0);
    long outputs = 4 * rows * tags;
    long sums = 3 * 8 * rows * tags;
    long paths = (8 + 4) * rows * tags;
    assertThat(many - few).isGreaterThan(outputs + sums + paths - 100L * tags);
  }

  @Test
  void tooManyTokensInColumnsAreRefused() {
    List<TokenColumn> columns = List.of(new TokenColumn(1 << 24, 200), new TokenColumn(9, 100));
    assertThatThrownBy(
            () -> Sizing.check(spec(InputSpec.mixed(columns, 3), List.of(4)), 1, Long.MAX_VALUE))
        .isInstanceOf(RondoException.class)
        .hasMessageStartingWith("model.hidden: got [4] with 303 inputs and 50 outputs");
  }
}
