package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.model.CellSpec;
import rondo.model.ModelSpec;
import rondo.parallel.Parallel;

/** State that is carried from batch to batch. */
class TestNetworkState {
  private static final int LENGTH = 12;
  private static final Sequences STREAMS =
      new Sequences(NetworkRun.VOCABULARY, 3, LENGTH, LENGTH, LENGTH);

  private static ModelSpec spec(CellSpec cell) {
    return NetworkRun.withDropout(NetworkRun.spec(cell, 17, 5), 0, 0);
  }

  private static NetworkRun run(ModelSpec spec) {
    return NetworkRun.of(spec, KernelProvider.choice().kernels(), Parallel.single());
  }

  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void chunksHaveTheBitsOfOneLongSequence(CellSpec cell) {
    NetworkRun run = run(spec(cell));
    float[][] whole = run.outputs(STREAMS.all());
    int from = 0;
    for (int to : new int[] {1, 5, 6, LENGTH}) {
      Batch chunk = STREAMS.window(from, to, from > 0);
      int rows = STREAMS.all().rowOffset(from);
      assertThat(run.outputs(chunk))
          .as("time " + from + " to " + to)
          .isDeepEqualTo(Arrays.copyOfRange(whole, rows, rows + chunk.rows()));
      from = to;
    }
  }

  @ParameterizedTest
  @MethodSource("rondo.network.NetworkRun#cells")
  void savedStateContinuesInAnotherNetwork(CellSpec cell) {
    NetworkRun first = run(spec(cell));
    NetworkRun second = run(spec(cell));
    first.outputs(STREAMS.window(0, 5, false));
    float[] state = first.network().state();
    float[][] expected = first.outputs(STREAMS.window(5, LENGTH, true));
    second.outputs(new Sequences(NetworkRun.VOCABULARY, 9, 4, 2).all());
    second.network().restore(state);
    assertThat(second.network().state()).containsExactly(state);
    assertThat(second.outputs(STREAMS.window(5, LENGTH, true))).isDeepEqualTo(expected);
  }

  @Test
  void evaluationDoesNotChangeASavedState() {
    NetworkRun run = run(spec(CellSpec.of("lstm")));
    run.outputs(STREAMS.window(0, 5, false));
    float[] state = run.network().state();
    float[] copy = state.clone();
    run.outputs(STREAMS.window(5, 9, true));
    assertThat(state).containsExactly(copy);
  }

  @Test
  void raggedEndLeavesNoState() {
    NetworkRun run = run(spec(CellSpec.of("lstm")));
    run.outputs(new Sequences(NetworkRun.VOCABULARY, 3, 4, 2).all());
    assertThat(run.network().state()).isNull();
    assertThatThrownBy(() -> run.outputs(STREAMS.window(5, 9, true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("continues 3 sequences, but the state of 0 is kept");
  }

  @Test
  void refusesStateOfAnotherSize() {
    NetworkRun run = run(spec(CellSpec.of("gru")));
    assertThatThrownBy(() -> run.network().restore(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 7 numbers, expected a multiple of 48");
    assertThatThrownBy(() -> run.network().restore(new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesParametersOfAnotherSize() {
    NetworkRun run = run(spec(CellSpec.of("gru")));
    assertThatThrownBy(() -> run.network().prepare(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 3, expected " + run.parameters().length);
  }
}
