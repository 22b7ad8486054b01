package rondo.float64.network;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.float64.loss.LossKind;
import rondo.float64.model.CellSpec;
import rondo.float64.model.CellSpec.Activation;
import rondo.float64.model.HeadSpec;
import rondo.float64.model.InputSpec;
import rondo.float64.model.ModelSpec;
import rondo.float64.model.ModelSpec.InitialState;

/** An embedding that is the weights of the output too gets the gradients of both. */
class TestTiedGradient {
  private static final int[] RAGGED = {4, 4, 3, 1, 1};

  // With 5 tokens a batch has more rows than that, with 50 it has fewer.
  @ParameterizedTest
  @ValueSource(ints = {5, 50})
  void ofBothSides(int tokens) {
    check(CellSpec.of("lstm"), List.of(4, 3), tokens, false);
    check(CellSpec.of("gru"), List.of(3), tokens, true);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 50})
  void ofAProjectionAsWideAsTheEmbedding(int tokens) {
    check(new CellSpec("lstm", Activation.TANH, 1, false, false, 3), List.of(7), tokens, false);
  }

  private static void check(CellSpec cell, List<Integer> hidden, int tokens, boolean lastOnly) {
    InputSpec input = InputSpec.embedding(tokens, 3);
    HeadSpec head = new HeadSpec(tokens, 0, HeadSpec.Pooling.LAST, true, false);
    ModelSpec spec = new ModelSpec(input, cell, hidden, 0, 0, InitialState.ZERO, false, head);
    LossKind loss = LossKind.SOFTMAX_CROSS_ENTROPY;
    new GradientCheck(spec, loss, 8, 1e-5)
        .check(
            new RandomBatch(input, loss, tokens, lastOnly).fresh(2, RAGGED), Pass.EVALUATION, null);
  }
}
