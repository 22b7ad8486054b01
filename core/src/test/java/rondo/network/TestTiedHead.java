package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.CellSpec.Activation;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

/** Weights of the output that are those of the embedding. */
class TestTiedHead {
  private static final int TOKENS = NetworkRun.VOCABULARY;
  private static final Sequences RAGGED = new Sequences(TOKENS, 3, 9, 9, 8, 5, 2, 1);

  private static ModelSpec spec(InputSpec input, CellSpec cell, int hidden, int outputs) {
    return new ModelSpec(
        input,
        cell,
        List.of(7, hidden),
        0,
        0,
        ModelSpec.InitialState.ZERO,
        false,
        new HeadSpec(outputs, 0, HeadSpec.Pooling.LAST, true, false));
  }

  private static ModelSpec spec(int width) {
    return spec(InputSpec.embedding(TOKENS, width), CellSpec.of("lstm"), width, TOKENS);
  }

  @Test
  void givesWhatTheTransposedEmbeddingGives() {
    for (int width : new int[] {5, 16, 37}) {
      ModelSpec tied = spec(width);
      ModelSpec untied =
          new ModelSpec(
              tied.input(), tied.cell(), tied.hidden(), 0, 0, tied.initialState(), TOKENS);
      NetworkRun run = NetworkRun.of(tied);
      NetworkRun other = NetworkRun.of(untied);
      assertThat(run.network().layout().tensors())
          .extracting(Tensor::name)
          .doesNotContain("head.w")
          .contains("embedding", "head.bias");
      for (Tensor tensor : run.network().layout().tensors()) {
        System.arraycopy(
            run.parameters(),
            tensor.offset(),
            other.parameters(),
            other.network().layout().tensor(tensor.name()).offset(),
            tensor.size());
      }
      int embedding = run.network().layout().tensor("embedding").offset();
      int head = other.network().layout().tensor("head.w").offset();
      for (int token = 0; token < TOKENS; token++) {
        for (int unit = 0; unit < width; unit++) {
          other.parameters()[head + unit * TOKENS + token] =
              run.parameters()[embedding + token * width + unit];
        }
      }
      Batch batch = RAGGED.all();
      assertThat(run.outputs(batch)).isDeepEqualTo(other.outputs(batch));
      float[] gradient = run.gradient(batch, Pass.EVALUATION);
      float[] parts = other.gradient(batch, Pass.EVALUATION);
      for (int token = 0; token < TOKENS; token++) {
        for (int unit = 0; unit < width; unit++) {
          int at = embedding + token * width + unit;
          assertThat(gradient[at])
              .isCloseTo(parts[at] + parts[head + unit * TOKENS + token], within(1e-4f));
        }
      }
    }
  }

  @Test
  void sameBitsOnAnyThreadsAndKernels() {
    NetworkRun reference = NetworkRun.of(spec(37));
    float[] gradient = reference.gradient(RAGGED.all(), Pass.EVALUATION);
    for (int threads : new int[] {1, 2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        Kernels kernels = KernelProvider.choice().kernels();
        NetworkRun run = NetworkRun.of(spec(37), kernels, parallel);
        assertThat(run.gradient(RAGGED.all(), Pass.EVALUATION)).isEqualTo(gradient);
      }
    }
  }

  @Test
  void refusesWidthsAndInputsThatDoNotFit() {
    CellSpec lstm = CellSpec.of("lstm");
    refuses(
        () -> spec(InputSpec.oneHot(9), lstm, 5, 9),
        "tied: got true, expected false without an embedding of one column of tokens; set"
            + " model.embedding");
    refuses(
        () -> spec(InputSpec.embedding(9, 5), lstm, 5, 8),
        "tied: got true, expected as many outputs as tokens, which are 8 and 9; set model.tied ="
            + " false");
    String wide =
        "tied: got true, expected an embedding as wide as what the uppermost layer puts out,"
            + " which are 5 and ";
    String ending = "; set model.embedding, model.projection or the last of model.hidden";
    refuses(() -> spec(InputSpec.embedding(9, 5), lstm, 6, 9), wide + 6 + ending);
    CellSpec projected = new CellSpec("lstm", Activation.TANH, 1, false, false, 4);
    refuses(() -> spec(InputSpec.embedding(9, 5), projected, 5, 9), wide + 4 + ending);
  }

  private static void refuses(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
