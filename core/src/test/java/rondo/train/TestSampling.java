package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.kernel.KernelProvider;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;

class TestSampling {
  /** ln of 0.1, 0.6, 0.1 and 0.2, from offset 1 on. */
  private static final float[] SCORES = {
    9, (float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.1), (float) Math.log(0.2)
  };

  private static double[] frequencies(Sampling sampling, int excluded) {
    int draws = 20_000;
    double[] counts = new double[4];
    for (int i = 0; i < draws; i++) {
      counts[sampling.draw(SCORES, 1, 4, excluded, 42, i)] += 1.0 / draws;
    }
    return counts;
  }

  @Test
  void plainFollowsTheDistribution() {
    assertThat(frequencies(Sampling.PLAIN, -1))
        .usingComparatorWithPrecision(0.02)
        .containsExactly(0.1, 0.6, 0.1, 0.2);
  }

  @Test
  void temperatureZeroTakesTheMostLikely() {
    assertThat(frequencies(new Sampling(0, 0, 1), -1)[1]).isGreaterThan(0.999);
    assertThat(frequencies(new Sampling(0, 0, 1), 1)[3]).isGreaterThan(0.999);
  }

  @Test
  void lowTemperatureSharpens() {
    // Squares: 0.01, 0.36, 0.01, 0.04 over 0.42.
    assertThat(frequencies(new Sampling(0.5, 0, 1), -1))
        .usingComparatorWithPrecision(0.02)
        .containsExactly(0.01 / 0.42, 0.36 / 0.42, 0.01 / 0.42, 0.04 / 0.42);
  }

  @Test
  void topKAndTopPCutTheTail() {
    assertThat(frequencies(new Sampling(1, 2, 1), -1))
        .usingComparatorWithPrecision(0.02)
        .containsExactly(0, 0.75, 0, 0.25);
    assertThat(frequencies(new Sampling(1, 0, 0.5), -1)[1]).isGreaterThan(0.999);
    assertThat(frequencies(new Sampling(1, 0, 0.75), -1))
        .usingComparatorWithPrecision(0.02)
        .containsExactly(0, 0.75, 0, 0.25);
  }

  @Test
  void excludedIsNeverDrawn() {
    assertThat(frequencies(Sampling.PLAIN, 1))
        .usingComparatorWithPrecision(0.02)
        .containsExactly(0.25, 0, 0.25, 0.5);
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> new Sampling(-1, 0, 1)).hasMessageContaining("temperature: got -1");
    assertThatThrownBy(() -> new Sampling(1, -1, 1)).hasMessageContaining("top-k: got -1");
    assertThatThrownBy(() -> new Sampling(1, 0, 0)).hasMessageContaining("top-p: got 0");
  }

  @Test
  void theSameSeedWritesTheSameText() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.oneHot(5),
            CellSpec.of("lstm"),
            List.of(8),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            5);
    float[] parameters = Networks.layout(spec).initialParameters(1);
    TextGenerator generator =
        new TextGenerator(spec, parameters, KernelProvider.choice().kernels());
    int[] first = generator.generate(new int[] {1, 2}, 50, Sampling.PLAIN, 0, 7);
    assertThat(first).hasSize(50).doesNotContain(0);
    assertThat(generator.generate(new int[] {1, 2}, 50, Sampling.PLAIN, 0, 7)).isEqualTo(first);
    assertThat(generator.generate(new int[] {1, 2}, 50, Sampling.PLAIN, 0, 8)).isNotEqualTo(first);
  }

  @Test
  void refusesModelsThatAreNotOfLanguage() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.dense(2),
            CellSpec.of("rnn"),
            List.of(3),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            1);
    float[] parameters = Networks.layout(spec).initialParameters(1);
    assertThatThrownBy(() -> new TextGenerator(spec, parameters, KernelProvider.choice().kernels()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("language model");
  }

  @Test
  void refusesModelsThatReadFromTheEnd() {
    ModelSpec spec =
        new ModelSpec(
            InputSpec.oneHot(4),
            CellSpec.of("rnn"),
            List.of(3),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            true,
            HeadSpec.steps(4));
    float[] parameters = Networks.layout(spec).initialParameters(1);
    assertThatThrownBy(() -> new TextGenerator(spec, parameters, KernelProvider.choice().kernels()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model: got 4 inputs of kind ONE_HOT and 4 outputs, expected a language model of one"
                + " direction with as many outputs as tokens");
  }
}
