package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;

/** What enters a network, and what is refused. */
class TestNetworkInputs {
  private static NetworkRun run(InputSpec input) {
    return NetworkRun.of(
        new ModelSpec(input, CellSpec.of("gru"), List.of(3), 0, 0, InitialState.ZERO, 4));
  }

  private static Batch tokens(int... tokens) {
    return new Batch(new int[] {tokens.length}, tokens, null, 0, null, null, null, false);
  }

  private static Batch features(int size, float... features) {
    int[] active = {features.length / size};
    return new Batch(active, null, features, size, null, null, null, false);
  }

  @Test
  void unitVectorsAreOneHotTokens() {
    ModelSpec oneHot =
        new ModelSpec(
            InputSpec.oneHot(3), CellSpec.of("lstm"), List.of(5), 0, 0, InitialState.ZERO, 4);
    ModelSpec dense =
        new ModelSpec(
            InputSpec.dense(3), oneHot.cell(), oneHot.hidden(), 0, 0, InitialState.ZERO, 4);
    float[][] vectors = NetworkRun.of(dense).outputs(features(3, 0, 1, 0, 0, 0, 1));
    assertThat(vectors).isDeepEqualTo(NetworkRun.of(oneHot).outputs(tokens(1, 2)));
  }

  @Test
  void embeddedTokensGiveTheSameBitsLookedUpOrMultiplied() {
    NetworkRun run = run(InputSpec.embedding(5, 2));
    int[] tokens = {3, 1, 4, 1, 0, 2, 2, 3, 4, 0};
    float[][] all = run.outputs(tokens(tokens)); // as many rows as makes a table worth it
    for (int length : new int[] {1, 3, 9}) {
      float[][] few = run.outputs(tokens(Arrays.copyOf(tokens, length)));
      assertThat(few).isDeepEqualTo(Arrays.copyOf(all, length));
    }
  }

  /** Two columns of tokens and two real inputs are what a network of real inputs is given. */
  @Test
  void vectorsOfAllColumnsComeBeforeRealInputs() {
    List<TokenColumn> columns = List.of(new TokenColumn(9, 5), new TokenColumn(30, 18));
    ModelSpec spec = NetworkRun.spec(CellSpec.of("lstm"), 20, 5);
    InputSpec input = InputSpec.mixed(columns, 2);
    NetworkRun mixed = NetworkRun.of(MixedRows.with(spec, input));
    ModelSpec same = MixedRows.with(spec, InputSpec.dense(input.width()));
    int vectors = 9 * 5 + 30 * 18;
    NetworkRun dense =
        new NetworkRun(
            NetworkRun.of(same).network(),
            mixed.loss(),
            Arrays.copyOfRange(mixed.parameters(), vectors, mixed.parameters().length));
    Batch batch = MixedRows.of(new Sequences(9, 3, 9, 7, 7, 2, 1).all(), input);
    Batch real = MixedRows.dense(batch, columns, mixed.parameters());
    assertThat(mixed.outputs(batch)).isDeepEqualTo(dense.outputs(real));
    float[] gradient = mixed.gradient(batch, Pass.EVALUATION);
    assertThat(Arrays.copyOfRange(gradient, vectors, gradient.length))
        .isEqualTo(dense.gradient(real, Pass.EVALUATION));
  }

  @Test
  void refusesColumnsThatAreNotExpected() {
    NetworkRun mixed =
        run(InputSpec.mixed(List.of(new TokenColumn(5, 2), new TokenColumn(3, 2)), 1));
    assertThatThrownBy(() -> mixed.outputs(tokens(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "inputs: got 1 token and 0 real numbers a time step, expected 2 tokens and 1 real"
                + " number");
    assertThatThrownBy(() -> mixed.outputs(features(1, 0)))
        .hasMessageStartingWith("inputs: got 0 tokens and 1 real number a time step");
    assertThatThrownBy(() -> mixed.outputs(columns(2, 4, 2, 4, 3)))
        .hasMessage("token: got 3 in row 1 of column 1, expected 0 to 2");
    assertThatThrownBy(() -> mixed.outputs(columns(2, 5, 2, 4, 2)))
        .hasMessage("token: got 5 in row 0 of column 0, expected 0 to 4");
    for (InputSpec input : List.of(InputSpec.oneHot(5), InputSpec.embedding(5, 2))) {
      assertThatThrownBy(() -> run(input).outputs(columns(2, 1, 2)))
          .hasMessage("inputs: got 2 tokens and 1 real number a time step, expected one token");
    }
    assertThatThrownBy(() -> run(InputSpec.dense(1)).outputs(columns(2, 1, 2)))
        .hasMessage(
            "inputs: got 2 tokens and 1 real number a time step, expected 0 tokens and 1 real"
                + " number");
  }

  /** One sequence of so many tokens a time step and one real number beside them. */
  private static Batch columns(int columns, int... tokens) {
    int steps = tokens.length / columns;
    int[] active = new int[steps];
    Arrays.fill(active, 1);
    float[] real = new float[steps];
    return new Batch(active, tokens, columns, real, 1, null, null, null, null, null, false);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, 1000})
  void refusesTokensOutsideTheVocabulary(int token) {
    for (InputSpec input : List.of(InputSpec.oneHot(5), InputSpec.embedding(5, 2))) {
      assertThatThrownBy(() -> run(input).outputs(tokens(0, token)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("token: got " + token + " in row 1, expected 0 to 4");
    }
  }

  @Test
  void refusesInputsOfAnotherKind() {
    for (InputSpec input : List.of(InputSpec.oneHot(5), InputSpec.embedding(5, 2))) {
      assertThatThrownBy(() -> run(input).outputs(features(2, 0, 0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("inputs: got 2 real numbers a time step, expected tokens");
    }
    assertThatThrownBy(() -> run(InputSpec.dense(2)).outputs(tokens(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "inputs: got 1 token and 0 real numbers a time step, expected 0 tokens and 2 real"
                + " numbers");
    assertThatThrownBy(() -> run(InputSpec.dense(2)).outputs(features(3, 0, 0, 0)))
        .hasMessage("inputs: got 3 a time step, expected 2");
  }

  @Test
  void outputsOnlyWhereAsked() {
    NetworkRun run = run(InputSpec.oneHot(5));
    int[] active = {2, 1};
    int[] tokens = {1, 2, 3};
    float[][] all = run.outputs(new Batch(active, tokens, null, 0, null, null, null, false));
    int[] rows = {1, 2};
    float[][] some = run.outputs(new Batch(active, tokens, null, 0, rows, null, null, false));
    assertThat(all).hasDimensions(3, 4);
    assertThat(some).isDeepEqualTo(new float[][] {all[1], all[2]});
  }
}
