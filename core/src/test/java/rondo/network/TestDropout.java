package rondo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.kernel.Elementwise;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.CellSpec.Activation;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.model.ParameterLayout.Tensor;
import rondo.parallel.Parallel;

class TestDropout {
  private static final Elementwise ELEMENTWISE = KernelProvider.choice().kernels().elementwise();
  private static final int UNITS = 21;
  private static final int STEPS = 6;
  private static final int SEQUENCES = 2;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9})
  void dropsAsManyAsAsked(double probability) {
    int rows = 4000;
    DropoutMask mask = new DropoutMask(probability, UNITS, ELEMENTWISE);
    mask.draw(7, 0, rows, Parallel.single());
    float[][] factors = NetworkRun.unpadded(mask.factors(), rows);
    float keep = (float) (1 / (1 - probability));
    int[] dropped = new int[UNITS];
    for (float[] row : factors) {
      for (int unit = 0; unit < UNITS; unit++) {
        assertThat(row[unit]).isIn(0f, keep);
        dropped[unit] += row[unit] == 0 ? 1 : 0;
      }
    }
    // Five standard deviations for each unit.
    double margin = 5 * Math.sqrt(probability * (1 - probability) / rows);
    for (int count : dropped) {
      assertThat((double) count / rows).isCloseTo(probability, within(margin));
    }
  }

  @Test
  void isAFunctionOfKeyRowAndUnit() {
    DropoutMask few = new DropoutMask(0.5, UNITS, ELEMENTWISE);
    DropoutMask many = new DropoutMask(0.5, UNITS, ELEMENTWISE);
    few.draw(7, 0, 3, Parallel.single());
    try (Parallel parallel = Parallel.of(3)) {
      many.draw(7, 0, 50, parallel);
    }
    float[][] expected = Arrays.copyOf(NetworkRun.unpadded(many.factors(), 50), 3);
    assertThat(NetworkRun.unpadded(few.factors(), 3)).isDeepEqualTo(expected);
    few.draw(8, 0, 3, Parallel.single());
    assertThat(Arrays.deepEquals(NetworkRun.unpadded(few.factors(), 3), expected)).isFalse();
  }

  @Test
  void onlyTrainingDrops() {
    ModelSpec spec = NetworkRun.spec(CellSpec.of("lstm"), 8, 8);
    NetworkRun dropping = NetworkRun.of(NetworkRun.withDropout(spec, 0.5, 0.5));
    NetworkRun plain = NetworkRun.of(NetworkRun.withDropout(spec, 0, 0));
    Batch batch = new Sequences(NetworkRun.VOCABULARY, 3, 6, 6, 2).all();
    assertThat(dropping.outputs(batch)).isDeepEqualTo(plain.outputs(batch));
    assertThat(plain.outputs(batch, Pass.training(1))).isDeepEqualTo(plain.outputs(batch));
    float[][] first = dropping.outputs(batch, Pass.training(1));
    assertThat(dropping.outputs(batch, Pass.training(1))).isDeepEqualTo(first);
    assertThat(Arrays.deepEquals(dropping.outputs(batch, Pass.training(2)), first)).isFalse();
  }

  @Test
  void recurrentStateKeepsItsMaskOverTime() {
    float[][] h = recurrentFactors(UNITS);
    for (int b = 0; b < SEQUENCES; b++) {
      assertThat(h[b]).contains(0f).contains(2f);
      for (int t = 0; t < STEPS; t++) {
        for (int unit = 0; unit < UNITS; unit++) {
          double expected = h[b][unit] == 0 ? 0 : Math.pow(2, t + 1);
          assertThat((double) h[SEQUENCES * t + b][unit]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void sequencesAndLayersHaveMasksOfTheirOwn() {
    float[][] first = recurrentFactors(UNITS);
    float[][] second = recurrentFactors(UNITS, UNITS);
    assertThat(first[0]).isNotEqualTo(first[1]);
    assertThat(first[0]).isNotEqualTo(second[0]);
  }

  /**
   * h of the last layer, of which h_0 = 1 and W_hh = 1 and all else is 0: so h_t is the product of
   * the factors of t steps. What was dropped stays zero, and what was kept grows, if and only if
   * all steps share their mask.
   */
  private static float[][] recurrentFactors(Integer... hidden) {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(1),
            new CellSpec("rnn", Activation.RELU, 0, false),
            List.of(hidden),
            0,
            0.5,
            InitialState.LEARNED,
            UNITS);
    Network network = new Network(spec, Kernels.scalar(), Parallel.single());
    float[] parameters = new float[network.layout().size()];
    String last = "layer" + (hidden.length - 1);
    fillDiagonal(parameters, network.layout().tensor(last + ".w_h"));
    fillDiagonal(parameters, network.layout().tensor("head.w"));
    Tensor start = network.layout().tensor(last + ".initial_h");
    Arrays.fill(parameters, start.offset(), start.offset() + UNITS, 1);
    network.prepare(parameters);
    int[] active = new int[STEPS];
    Arrays.fill(active, SEQUENCES);
    float[] inputs = new float[SEQUENCES * STEPS];
    Batch batch = new Batch(active, null, inputs, 1, null, null, null, false);
    return NetworkRun.unpadded(network.forward(batch, Pass.training(3)), SEQUENCES * STEPS);
  }

  private static void fillDiagonal(float[] parameters, Tensor tensor) {
    for (int i = 0; i < tensor.rows(); i++) {
      parameters[tensor.offset() + i * tensor.columns() + i] = 1;
    }
  }
}
