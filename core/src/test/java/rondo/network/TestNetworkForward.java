package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.ModelSpec;
import rondo.parallel.Parallel;

/**
 * Every cell against its equations written down plainly, at sizes that are and are not multiples of
 * the lanes: what padding leaked would show.
 */
class TestNetworkForward {
  private static final Sequences SEQUENCES = new Sequences(NetworkRun.VOCABULARY, 3, 7, 4, 4, 1);

  static Stream<ModelSpec> specs() {
    List<ModelSpec> specs = new ArrayList<>();
    for (CellSpec cell : NetworkRun.cells().toList()) {
      for (int hidden : new int[] {1, 5, 16, 17, 36}) {
        specs.add(NetworkRun.spec(cell, hidden));
      }
      specs.add(NetworkRun.spec(cell, 17, 5, 16));
    }
    return specs.stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void agreesWithTheEquations(ModelSpec spec) {
    for (Kernels kernels : List.of(Kernels.scalar(), KernelProvider.choice().kernels())) {
      NetworkRun run = NetworkRun.of(spec, kernels, Parallel.single());
      PlainNetwork plain = new PlainNetwork(spec, run.network().layout(), run.parameters());
      for (int b = 0; b < SEQUENCES.lengths().length; b++) {
        float[][] got = run.outputs(SEQUENCES.alone(b));
        double[][] expected = plain.outputs(SEQUENCES.alone(b).tokens);
        assertThat(got).hasDimensions(SEQUENCES.lengths()[b], NetworkRun.VOCABULARY);
        for (int t = 0; t < got.length; t++) {
          for (int i = 0; i < got[t].length; i++) {
            assertThat((double) got[t][i])
                .as("output " + i + " of sequence " + b + " at time " + t)
                .isCloseTo(expected[t][i], within(2e-6 * (1 + Math.abs(expected[t][i]))));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void raggedBatchHasTheBitsOfEachSequenceAlone(ModelSpec spec) {
    NetworkRun run = NetworkRun.of(spec, KernelProvider.choice().kernels(), Parallel.single());
    float[][] together = run.outputs(SEQUENCES.all());
    for (int b = 0; b < SEQUENCES.lengths().length; b++) {
      float[][] alone = run.outputs(SEQUENCES.alone(b));
      for (int t = 0; t < alone.length; t++) {
        assertThat(together[SEQUENCES.all().rowOffset(t) + b])
            .as("sequence " + b + " at time " + t)
            .containsExactly(alone[t]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void usedBuffersGiveTheBitsOfFreshOnes(ModelSpec spec) {
    Batch more = new Sequences(NetworkRun.VOCABULARY, 4, 9, 9, 9, 5, 5, 2).all();
    Batch longer = new Sequences(NetworkRun.VOCABULARY, 4, 40, 2).all();
    Pass pass = Pass.training(8);
    Kernels kernels = KernelProvider.choice().kernels();
    for (ModelSpec each : List.of(spec, NetworkRun.withDropout(spec, 0.3, 0.2))) {
      NetworkRun used = NetworkRun.of(each, kernels, Parallel.single());
      used.gradient(more, pass);
      used.gradient(more.lastOutputsOnly(), Pass.EVALUATION);
      used.gradient(longer, pass);
      for (Batch batch : List.of(SEQUENCES.all(), SEQUENCES.all().lastOutputsOnly())) {
        NetworkRun fresh = NetworkRun.of(each, Kernels.scalar(), Parallel.single());
        assertThat(used.gradient(batch, pass)).isEqualTo(fresh.gradient(batch, pass));
        assertThat(used.outputs(batch)).isDeepEqualTo(fresh.outputs(batch));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void paddingStaysZero(ModelSpec spec) {
    NetworkRun run = NetworkRun.of(spec, KernelProvider.choice().kernels(), Parallel.single());
    run.gradient(SEQUENCES.all(), Pass.EVALUATION);
    for (int layer = 0; layer < run.network().layers(); layer++) {
      Matrix gradient = run.network().hiddenGradient(layer, SEQUENCES.all());
      for (int row = 0; row < SEQUENCES.all().rows(); row++) {
        for (int unit = gradient.width(); unit < gradient.stride(); unit++) {
          assertThat(gradient.data()[gradient.at(row) + unit]).isZero();
        }
      }
    }
  }
}
