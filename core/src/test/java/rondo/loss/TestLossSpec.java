package rondo.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Options of losses: what they mean and what is refused. */
class TestLossSpec {
  private static final LossKind SOFTMAX = LossKind.SOFTMAX_CROSS_ENTROPY;

  @Test
  void weightsKeepTheirProportionsAndHaveTheMeanOneOverTheData() {
    long[] counts = {90, 0, 10};
    LossSpec loss = LossSpec.weighted(new double[] {1, 7, 4}, counts);
    List<Double> weights = loss.classWeights();
    assertThat(90 * weights.get(0) + 10 * weights.get(2)).isCloseTo(100, within(1e-9));
    assertThat(weights.get(2)).isCloseTo(4 * weights.get(0), within(1e-12));
    assertThat(weights.get(1)).isCloseTo(7 * weights.get(0), within(1e-12));
    assertThat(loss.name()).isEqualTo("WEIGHTED_SOFTMAX_CROSS_ENTROPY");
  }

  @Test
  void balancedClassesCountTheSameTogether() {
    List<Double> weights = LossSpec.balanced(new long[] {90, 0, 10}).classWeights();
    assertThat(90 * weights.get(0)).isCloseTo(50, within(1e-9));
    assertThat(10 * weights.get(2)).isCloseTo(50, within(1e-9));
    assertThat(weights.get(1)).isEqualTo(1);
  }

  @Test
  void refusesOptionsThatDoNotBelongToTheKind() {
    refuses(
        () -> new LossSpec(LossKind.MEAN_SQUARED_ERROR, List.of(1.0), List.of()),
        "class-weights: got [1.0], expected none with MEAN_SQUARED_ERROR");
    refuses(
        () -> new LossSpec(SOFTMAX, List.of(), List.of(0.5)),
        "quantiles: got [0.5], expected none with SOFTMAX_CROSS_ENTROPY");
    refuses(LossSpec::pinball, "quantiles: got [], expected at least one");
  }

  @Test
  void refusesWeightsAndQuantilesOutOfRange() {
    for (double[] quantiles : new double[][] {{0}, {1}, {0.5, 0.5}, {0.9, 0.1}, {Double.NaN}}) {
      assertThatThrownBy(() -> LossSpec.pinball(quantiles))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "quantiles: got \\[.*], expected ascending numbers above 0 and below 1,"
                  + " as in \\[0.1, 0.5, 0.9]");
    }
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e39}) {
      refuses(
          () -> new LossSpec(SOFTMAX, List.of(1.0, weight), List.of()),
          "class-weights: got " + weight + ", expected a number of at least 0");
    }
    refuses(
        () -> LossSpec.weighted(new double[] {1}, new long[] {1, 2}),
        "class-weights: got 1, expected 2");
    refuses(
        () -> LossSpec.weighted(new double[] {0, 1}, new long[] {5, 0}),
        "class-weights: got [0.0, 1.0], expected one above 0 of a class that the data has");
  }

  private static void refuses(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
