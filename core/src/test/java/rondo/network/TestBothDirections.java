package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;

/** Layers that read sequences from both ends. */
class TestBothDirections {
  private static final int[] LENGTHS = {7, 5, 5, 3, 1};
  private static final int UNITS = 5;
  private static final int OUTPUTS = 4;

  static Stream<InputSpec> inputs() {
    return Stream.of(
        InputSpec.oneHot(6),
        InputSpec.embedding(6, 3),
        InputSpec.embedding(60, 3),
        InputSpec.dense(3));
  }

  private static ModelSpec spec(InputSpec input, String cell, boolean bidirectional) {
    return new ModelSpec(
        input,
        CellSpec.of(cell),
        List.of(UNITS),
        0,
        0,
        InitialState.LEARNED,
        bidirectional,
        HeadSpec.steps(OUTPUTS));
  }

  /**
   * The backward half alone has the numbers of a network of one direction that reads the reversed
   * sequences, and its gradients but for rounding: sums over rows run in another order.
   */
  @ParameterizedTest
  @MethodSource("inputs")
  void theBackwardHalfReadsReversedSequences(InputSpec input) {
    for (String cell : List.of("lstm", "gru", "rnn")) {
      NetworkRun both = NetworkRun.of(spec(input, cell, true));
      NetworkRun one = NetworkRun.of(spec(input, cell, false));
      Batch batch = batch(input, false);
      Batch reversed = batch(input, true);
      ParameterLayout layout = both.network().layout();
      ParameterLayout oneLayout = one.network().layout();
      for (Tensor tensor : oneLayout.tensors()) {
        Tensor from = layout.tensor(tensor.name().replace("layer0.", "layer0.reverse."));
        boolean weights = tensor.name().equals("head.w");
        int skipped = weights ? UNITS * OUTPUTS : 0; // the rows of the forward half
        System.arraycopy(
            both.parameters(),
            from.offset() + skipped,
            one.parameters(),
            tensor.offset(),
            tensor.size());
        if (weights) {
          Arrays.fill(both.parameters(), from.offset(), from.offset() + skipped, 0);
        }
      }
      float[][] outputs = both.outputs(batch);
      float[][] expected = one.outputs(reversed);
      for (int row = 0; row < batch.rows(); row++) {
        assertThat(outputs[row]).as(cell + ", row " + row).isEqualTo(expected[mirror(batch, row)]);
      }
      float[] gradient = both.gradient(batch, Pass.EVALUATION);
      float[] expectedGradient = one.gradient(reversed, Pass.EVALUATION);
      for (Tensor tensor : oneLayout.tensors()) {
        Tensor from = layout.tensor(tensor.name().replace("layer0.", "layer0.reverse."));
        int skipped = tensor.name().equals("head.w") ? UNITS * OUTPUTS : 0;
        for (int i = 0; i < tensor.size(); i++) {
          assertThat(gradient[from.offset() + skipped + i])
              .as(cell + " " + from.name())
              .isCloseTo(expectedGradient[tensor.offset() + i], within(1e-5f));
        }
      }
    }
  }

  /** What stands in a batch beside a sequence does not change what comes out of it. */
  @Test
  void aSequenceAloneGivesTheSameBits() {
    ModelSpec spec = NetworkRun.spec(CellSpec.of("lstm"), 20, 17);
    ModelSpec both =
        new ModelSpec(
            spec.input(), spec.cell(), spec.hidden(), 0, 0, InitialState.ZERO, true, spec.head());
    NetworkRun run = NetworkRun.of(both);
    Sequences sequences = new Sequences(NetworkRun.VOCABULARY, 3, LENGTHS);
    float[][] together = run.outputs(sequences.all());
    for (int b = 0; b < LENGTHS.length; b++) {
      float[][] alone = run.outputs(sequences.alone(b));
      for (int t = 0; t < LENGTHS[b]; t++) {
        assertThat(together[sequences.all().rowOffset(t) + b]).isEqualTo(alone[t]);
      }
    }
  }

  @Test
  void whatCutsSequencesIsRefused() {
    NetworkRun run = NetworkRun.of(spec(InputSpec.oneHot(6), "lstm", true));
    Batch batch = batch(InputSpec.oneHot(6), false);
    run.outputs(batch);
    assertThat(run.network().state()).isNull();
    assertThat(run.network().stateSize(3)).isZero();
    assertThatThrownBy(() -> run.network().restore(new float[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state: got 16 numbers, expected a multiple of 0");
    Batch carried = new Batch(new int[] {1}, new int[] {0}, null, 0, null, null, null, true);
    assertThatThrownBy(() -> run.outputs(carried))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "batch: got one that goes on where another ended, expected whole sequences for a"
                + " bidirectional layer");
    assertThatThrownBy(
            () -> run.network().evaluate(batch, Pass.EVALUATION, 3, (outputs, first, rows) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "window: got 3 time steps, expected 0 for a network that reads whole sequences");
  }

  @Test
  void aWindowThatHoldsAllIsAllowed() {
    NetworkRun run = NetworkRun.of(spec(InputSpec.oneHot(6), "lstm", true));
    Batch batch = batch(InputSpec.oneHot(6), false);
    int[] seen = new int[1];
    run.network().prepare(run.parameters());
    run.network().evaluate(batch, Pass.EVALUATION, 7, (outputs, first, rows) -> seen[0] += rows);
    assertThat(seen[0]).isEqualTo(batch.rows());
  }

  /** The row that changes places with {@code row} when each sequence is turned around. */
  private static int mirror(Batch batch, int row) {
    int t = 0;
    while (batch.rowOffset(t + 1) <= row) {
      t++;
    }
    int b = row - batch.rowOffset(t);
    return batch.rowOffset(LENGTHS[b] - 1 - t) + b;
  }

  /** The same sequences with the same target at each step, each from its beginning or its end. */
  private static Batch batch(InputSpec input, boolean reversed) {
    int[] active = new int[LENGTHS[0]];
    for (int t = 0; t < active.length; t++) {
      for (int length : LENGTHS) {
        active[t] += length > t ? 1 : 0;
      }
    }
    int rows = Arrays.stream(active).sum();
    boolean dense = input.kind() == InputSpec.Kind.DENSE;
    int[] tokens = new int[rows];
    float[] features = new float[rows * input.size()];
    int[] targets = new int[rows];
    for (int t = 0, row = 0; t < active.length; t++) {
      for (int b = 0; b < active[t]; b++, row++) {
        int time = reversed ? LENGTHS[b] - 1 - t : t;
        long key = CounterRandom.key(4, b);
        tokens[row] = CounterRandom.below(key, time, input.size());
        targets[row] = CounterRandom.below(key, 100 + time, OUTPUTS);
        for (int i = 0; i < input.size(); i++) {
          features[row * input.size() + i] =
              (float) CounterRandom.uniform(CounterRandom.key(key, time), i);
        }
      }
    }
    return new Batch(
        active,
        dense ? null : tokens,
        dense ? features : null,
        dense ? input.size() : 0,
        null,
        targets,
        null,
        false);
  }
}
