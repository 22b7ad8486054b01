package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.model.CellSpec;
import rondo.model.CellSpec.Activation;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.InputSpec.TokenColumn;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout;
import rondo.model.ParameterLayout.Tensor;

/** Names, shapes and starting values of the parameters. */
class TestNetworkLayout {
  private static ParameterLayout layout(InputSpec input, CellSpec cell, InitialState initial) {
    return Networks.layout(new ModelSpec(input, cell, List.of(4, 3), 0, 0, initial, 5));
  }

  private static List<String> shapes(ParameterLayout layout) {
    return layout.tensors().stream()
        .map(tensor -> tensor.name() + " " + tensor.rows() + "x" + tensor.columns())
        .toList();
  }

  @Test
  void rnnOnOneHot() {
    assertThat(shapes(layout(InputSpec.oneHot(7), CellSpec.of("rnn"), InitialState.ZERO)))
        .containsExactly(
            "layer0.w_x 7x4",
            "layer0.bias 1x4",
            "layer0.w_h 4x4",
            "layer1.w_x 4x3",
            "layer1.bias 1x3",
            "layer1.w_h 3x3",
            "head.w 3x5",
            "head.bias 1x5");
  }

  @Test
  void lstmWithEverything() {
    CellSpec cell = new CellSpec("lstm", Activation.TANH, 1, true);
    assertThat(shapes(layout(InputSpec.embedding(7, 2), cell, InitialState.LEARNED)))
        .containsExactly(
            "embedding 7x2",
            "layer0.w_x 2x16",
            "layer0.bias 1x16",
            "layer0.w_h 4x16",
            "layer0.peephole 3x4",
            "layer0.initial_h 1x4",
            "layer0.initial_c 1x4",
            "layer1.w_x 4x12",
            "layer1.bias 1x12",
            "layer1.w_h 3x12",
            "layer1.peephole 3x3",
            "layer1.initial_h 1x3",
            "layer1.initial_c 1x3",
            "head.w 3x5",
            "head.bias 1x5");
  }

  @Test
  void lstmWithLayerNormalisationAndProjection() {
    CellSpec cell = new CellSpec("lstm", Activation.TANH, 1, false, true, 2);
    ParameterLayout layout = layout(InputSpec.dense(7), cell, InitialState.LEARNED);
    assertThat(shapes(layout))
        .containsExactly(
            "layer0.w_x 7x16",
            "layer0.bias 1x16",
            "layer0.gain_x 1x16",
            "layer0.w_h 2x16",
            "layer0.gain_h 1x16",
            "layer0.w_p 4x2",
            "layer0.cell_gain 1x4",
            "layer0.cell_bias 1x4",
            "layer0.initial_h 1x2",
            "layer0.initial_c 1x4",
            "layer1.w_x 2x12",
            "layer1.bias 1x12",
            "layer1.gain_x 1x12",
            "layer1.w_h 2x12",
            "layer1.gain_h 1x12",
            "layer1.w_p 3x2",
            "layer1.cell_gain 1x3",
            "layer1.cell_bias 1x3",
            "layer1.initial_h 1x2",
            "layer1.initial_c 1x3",
            "head.w 2x5",
            "head.bias 1x5");
    Tensor gain = layout.tensor("layer0.gain_h");
    float[] parameters = layout.initialParameters(1);
    for (int i = 0; i < gain.size(); i++) {
      assertThat(parameters[gain.offset() + i]).isEqualTo(1);
    }
  }

  @Test
  void gruOnRealInputs() {
    assertThat(shapes(layout(InputSpec.dense(2), CellSpec.of("gru"), InitialState.LEARNED)))
        .contains("layer0.w_x 2x12", "layer0.recurrent_bias 1x4", "layer0.initial_h 1x4")
        .doesNotContain("layer0.initial_c 1x4");
  }

  @Test
  void rnnOnColumnsOfTokensBesideRealInputs() {
    List<TokenColumn> columns = List.of(new TokenColumn(7, 2), new TokenColumn(9, 4));
    InputSpec input = InputSpec.mixed(columns, 3);
    assertThat(shapes(layout(input, CellSpec.of("rnn"), InitialState.ZERO)))
        .startsWith("embedding.0 7x2", "embedding.1 9x4", "layer0.w_x 9x4", "layer0.bias 1x4");
  }

  @Test
  void bothDirectionsAndAttention() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.embedding(7, 2),
            CellSpec.of("gru"),
            List.of(4, 3),
            0,
            0,
            InitialState.LEARNED,
            true,
            new HeadSpec(5, 2, HeadSpec.Pooling.ATTENTION, false, false));
    assertThat(shapes(Networks.layout(spec)))
        .containsExactly(
            "embedding 7x2",
            "layer0.w_x 2x12",
            "layer0.bias 1x12",
            "layer0.w_h 4x12",
            "layer0.recurrent_bias 1x4",
            "layer0.initial_h 1x4",
            "layer0.reverse.w_x 2x12",
            "layer0.reverse.bias 1x12",
            "layer0.reverse.w_h 4x12",
            "layer0.reverse.recurrent_bias 1x4",
            "layer0.reverse.initial_h 1x4",
            "layer1.w_x 8x9",
            "layer1.bias 1x9",
            "layer1.w_h 3x9",
            "layer1.recurrent_bias 1x3",
            "layer1.initial_h 1x3",
            "layer1.reverse.w_x 8x9",
            "layer1.reverse.bias 1x9",
            "layer1.reverse.w_h 3x9",
            "layer1.reverse.recurrent_bias 1x3",
            "layer1.reverse.initial_h 1x3",
            "head.w 6x5",
            "head.bias 1x5",
            "sequence.attention.w 6x6",
            "sequence.attention.bias 1x6",
            "sequence.attention.v 6x1",
            "sequence.w 6x2",
            "sequence.bias 1x2");
    // The halves start with different numbers.
    float[] start = Networks.layout(spec).initialParameters(1);
    int forward = Networks.layout(spec).tensor("layer0.w_x").offset();
    int backward = Networks.layout(spec).tensor("layer0.reverse.w_x").offset();
    assertThat(start[forward]).isNotEqualTo(start[backward]);
  }

  @Test
  void forgetBiasStartsAsConfigured() {
    CellSpec cell = new CellSpec("lstm", Activation.TANH, 1.5, false);
    ParameterLayout layout = layout(InputSpec.dense(2), cell, InitialState.ZERO);
    Tensor bias = layout.tensor("layer0.bias");
    float[] parameters = layout.initialParameters(1);
    for (int i = 0; i < 16; i++) {
      assertThat(parameters[bias.offset() + i]).isEqualTo(i >= 4 && i < 8 ? 1.5f : 0f);
    }
  }

  @Test
  void reluStartsWithTheIdentity() {
    CellSpec cell = new CellSpec("rnn", Activation.RELU, 0, false);
    ParameterLayout layout = layout(InputSpec.dense(2), cell, InitialState.ZERO);
    Tensor weights = layout.tensor("layer0.w_h");
    float[] parameters = layout.initialParameters(1);
    for (int i = 0; i < 16; i++) {
      assertThat(parameters[weights.offset() + i]).isEqualTo(i / 4 == i % 4 ? 1f : 0f);
    }
  }

  @Test
  void unknownCellNamesTheKnownOnes() {
    assertThatThrownBy(() -> layout(InputSpec.dense(2), CellSpec.of("mlp"), InitialState.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cell: got 'mlp', expected one of gru, lstm, rnn");
  }
}
