package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Kernels;
import rondo.optim.MomentAge;
import rondo.optim.OptimizerSpec;
import rondo.optim.OptimizerSpec.Kind;
import rondo.parallel.Parallel;

class TestParameterUpdate {
  private static ParameterUpdate update(double norm, double value) {
    TrainSpec plain = Memory.spec("rnn", OptimizerSpec.of(Kind.SGD, 1));
    TrainSpec spec =
        new TrainSpec(
            plain.model(),
            plain.loss(),
            1,
            6,
            0,
            0,
            norm,
            value,
            plain.optimizer(),
            plain.schedule(),
            0);
    return new ParameterUpdate(spec, Kernels.scalar().elementwise(), Parallel.single());
  }

  private static GradientSum sum(double weight, float... values) {
    GradientSum sum = new GradientSum(values.length);
    System.arraycopy(values, 0, sum.sum(), 0, values.length);
    sum.add(1, weight);
    return sum;
  }

  /** The parameters that a step of plain SGD with rate 1 makes of zeros: the negative gradient. */
  private static float[] step(ParameterUpdate update, GradientSum sum, Clipping.Result expected) {
    float[] parameters = new float[sum.sum().length];
    Clipping.Result result = update.apply(sum, parameters, new float[0][], MomentAge.of(1), 1);
    assertThat(result).isEqualTo(expected);
    return parameters;
  }

  @Test
  void takesTheMean() {
    float[] got = step(update(0, 0), sum(4, 12, -16), new Clipping.Result(5, false));
    assertThat(got).containsExactly(-3, 4);
  }

  @Test
  void clipsTheMeanAndNotTheSum() {
    assertThat(step(update(5, 0), sum(4, 12, -16), new Clipping.Result(5, false)))
        .containsExactly(-3, 4);
    assertThat(step(update(1, 0), sum(4, 12, -16), new Clipping.Result(5, true)))
        .containsExactly(new float[] {-0.6f, 0.8f}, within(1e-7f));
  }

  @Test
  void normComesBeforeValue() {
    assertThat(step(update(2.5, 1.8), sum(2, 6, -8), new Clipping.Result(5, true)))
        .containsExactly(-1.5f, 1.8f);
    assertThat(step(update(0, 3.5), sum(2, 6, -8), new Clipping.Result(5, true)))
        .containsExactly(-3, 3.5f);
    assertThat(step(update(0, 4.5), sum(2, 6, -8), new Clipping.Result(5, false)))
        .containsExactly(-3, 4);
  }

  @Test
  void leavesZerosLossAndWeight() {
    GradientSum sum = sum(4, 12, -16);
    step(update(0, 0), sum, new Clipping.Result(5, false));
    assertThat(sum.sum()).containsOnly(0);
    assertThat(sum.loss()).isEqualTo(1);
    assertThat(sum.weight()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void whatIsNotFiniteShows(float bad) {
    float[] parameters = new float[2];
    Clipping.Result result =
        update(1, 0).apply(sum(1, 1, bad), parameters, new float[0][], MomentAge.of(1), 1);
    assertThat(result.norm()).isNotFinite();
    assertThat(parameters[1]).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void refusesToDivideByNoWeight(double weight) {
    float[] parameters = new float[1];
    assertThatThrownBy(
            () ->
                update(0, 0).apply(sum(weight, 1), parameters, new float[0][], MomentAge.of(1), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("weight: got " + weight + ", expected more than 0");
    assertThat(parameters).containsExactly(0);
  }
}
