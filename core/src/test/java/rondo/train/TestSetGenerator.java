package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.parallel.Parallel;
import rondo.train.SetGenerator.Written;

class TestSetGenerator {
  private static final int KEYS = 13;
  private static final Offset<Double> NEAR = within(0.02);
  private static final Kernels KERNELS = KernelProvider.choice().kernels();

  private static ModelSpec spec(String cell, ModelSpec.InitialState state) {
    return new ModelSpec(
        InputSpec.dense(KEYS), CellSpec.of(cell), List.of(20, 9), 0.3, 0.2, state, KEYS);
  }

  /** Large enough that the model is sure of some keys. */
  private static float[] parameters(ModelSpec spec) {
    float[] parameters = Networks.layout(spec).initialParameters(7);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] *= 3;
    }
    return parameters;
  }

  private static SetGenerator generator(ModelSpec spec) {
    return new SetGenerator(spec, parameters(spec), KERNELS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void aPieceStepByStepHasTheProbabilitiesOfTheWholePiece(String cell) {
    ModelSpec spec = spec(cell, ModelSpec.InitialState.LEARNED);
    Written written = generator(spec).generate(new int[][] {{3, 5}, {}}, 60, 1, 11);
    int steps = 62;
    float[] inputs = new float[steps * KEYS];
    for (int t = 1; t < steps; t++) {
      for (int key : written.sets()[t - 1]) {
        inputs[t * KEYS + key] = 1;
      }
    }
    int[] active = new int[steps];
    Arrays.fill(active, 1);
    Network network = new Network(spec, KERNELS, Parallel.single());
    network.prepare(parameters(spec));
    Matrix outputs =
        network.forward(
            new Batch(active, null, inputs, KEYS, null, null, null, false), Pass.EVALUATION);

    float least = 1;
    float most = 0;
    for (int t = 0; t < steps; t++) {
      for (int key = 0; key < KEYS; key++) {
        double score = outputs.data()[outputs.at(t) + key];
        float whole = (float) (1 / (1 + StrictMath.exp(-score)));
        assertThat(written.probabilities()[t][key]).isEqualTo(whole); // the same bits
        least = Math.min(least, whole);
        most = Math.max(most, whole);
      }
    }
    assertThat(least).isLessThan(0.2f);
    assertThat(most).isGreaterThan(0.8f);
    assertThat(generator(spec).probabilities(written.sets()))
        .isDeepEqualTo(written.probabilities());
  }

  @Test
  void theSameSeedGivesTheSamePieceAndAnotherOneAnother() {
    SetGenerator generator = generator(spec("lstm", ModelSpec.InitialState.ZERO));
    int[][] first = generator.generate(new int[0][], 40, 1, 1).sets();

    assertThat(generator.generate(new int[0][], 40, 1, 1).sets()).isDeepEqualTo(first);
    assertThat(Arrays.deepEquals(generator.generate(new int[0][], 40, 1, 2).sets(), first))
        .isFalse();
    assertThat(first).hasNumberOfRows(40);
  }

  @Test
  void aBeginningStaysAndIsGoneOnFrom() {
    SetGenerator generator = generator(spec("gru", ModelSpec.InitialState.ZERO));
    int[][] beginning = {{1}, {2, 4}, {}};
    Written written = generator.generate(beginning, 5, 1, 3);

    assertThat(written.sets()).hasNumberOfRows(8);
    assertThat(Arrays.copyOf(written.sets(), 3)).isDeepEqualTo(beginning);
    float[][] other = generator.generate(new int[][] {{1}, {2, 4}, {7}}, 5, 1, 3).probabilities();
    assertThat(Arrays.copyOf(other, 3)).isDeepEqualTo(Arrays.copyOf(written.probabilities(), 3));
    assertThat(other[3]).isNotEqualTo(written.probabilities()[3]);
  }

  @Test
  void keysAreDrawnWithTheirProbabilities() {
    // Without weights only the biases of the head count: odds of 1 to 1, 3 to 1 and 1 to 9.
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(3),
            CellSpec.of("rnn"),
            List.of(2),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            3);
    float[] parameters = new float[Networks.layout(spec).size()];
    int bias =
        Networks.layout(spec).tensors().stream()
            .filter(tensor -> tensor.name().equals("head.bias"))
            .findFirst()
            .orElseThrow()
            .offset();
    parameters[bias + 1] = (float) Math.log(3);
    parameters[bias + 2] = (float) -Math.log(9);
    SetGenerator generator = new SetGenerator(spec, parameters, KERNELS);

    assertThat(frequencies(generator, 1)).containsExactly(new double[] {0.5, 0.75, 0.1}, NEAR);
    // Odds are squared: 9 to 1 and 1 to 81.
    assertThat(frequencies(generator, 0.5))
        .containsExactly(new double[] {0.5, 0.9, 1.0 / 82}, NEAR);
    assertThat(generator.generate(new int[0][], 1, 0, 5).sets()).isDeepEqualTo(new int[][] {{1}});
  }

  private static double[] frequencies(SetGenerator generator, double temperature) {
    int steps = 10_000;
    double[] frequencies = new double[3];
    for (int[] set : generator.generate(new int[0][], steps, temperature, 5).sets()) {
      for (int key : set) {
        frequencies[key] += 1.0 / steps;
      }
    }
    return frequencies;
  }

  @Test
  void aModelThatCannotGoOnIsRefused() {
    ModelSpec other =
        new ModelSpec(
            InputSpec.dense(KEYS),
            CellSpec.of("lstm"),
            List.of(4),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            true,
            HeadSpec.steps(KEYS));
    assertThatThrownBy(
            () -> new SetGenerator(other, Networks.layout(other).initialParameters(1), KERNELS))
        .hasMessage(
            "model: got 13 inputs of kind DENSE and 13 outputs, expected one of one direction with"
                + " as many outputs as real inputs");
  }
}
