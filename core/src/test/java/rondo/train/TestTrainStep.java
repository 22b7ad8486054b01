package rondo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batch;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.OptimizerSpec.Kind;
import rondo.parallel.Parallel;

class TestTrainStep {
  private static final Batch BATCH = new Memory(1).batch(0, 0);

  private static TrainStep step(TrainSpec spec) {
    return new TrainStep(spec, KernelProvider.choice().kernels(), Parallel.single());
  }

  private static float[] start(TrainSpec spec) {
    return Networks.layout(spec.model()).initialParameters(3);
  }

  private static double meanLoss(TrainStep step, float[] parameters) {
    GradientSum sum = step.gradient(BATCH, Pass.EVALUATION, parameters);
    return sum.loss() / sum.weight();
  }

  private static double lossAfter(TrainSpec spec, int steps) {
    TrainStep step = step(spec);
    float[] parameters = start(spec);
    float[][] moments = new float[step.moments()][parameters.length];
    double rate = spec.optimizer().learningRate();
    for (int t = 1; t <= steps; t++) {
      GradientSum sum = step.gradient(BATCH, Pass.training(t), parameters);
      step.update(sum, parameters, moments, t, rate);
    }
    return meanLoss(step, parameters);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneStepDecreasesTheLoss(Kind kind) {
    TrainSpec spec = Memory.spec("lstm", OptimizerSpec.of(kind, 1e-3));
    assertThat(lossAfter(spec, 1)).isLessThan(lossAfter(spec, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void learnsATaskForMemory(String cell) {
    TrainSpec spec = Memory.spec(cell, OptimizerSpec.of(Kind.ADAM, 0.02));
    assertThat(lossAfter(spec, 0)).isGreaterThan(1);
    assertThat(lossAfter(spec, 200)).isLessThan(0.05);
  }

  @Test
  void gradientIsThatOfThisBatchAlone() {
    TrainSpec spec = Memory.spec("lstm", OptimizerSpec.of(Kind.SGD, 0.1));
    TrainStep step = step(spec);
    float[] parameters = start(spec);
    float[] first = step.gradient(BATCH, Pass.EVALUATION, parameters).sum().clone();
    step.gradient(new Memory(2).batch(0, 0), Pass.EVALUATION, parameters);
    GradientSum again = step.gradient(BATCH, Pass.EVALUATION, parameters);
    assertThat(again.sum()).isEqualTo(first);
    assertThat(again.weight()).isEqualTo(BATCH.rows());
    assertThat(parameters).isEqualTo(start(spec));
  }

  @Test
  void updateIsTheMeanClippedAndScaledByTheRate() {
    TrainSpec spec = Memory.spec("rnn", OptimizerSpec.of(Kind.SGD, 0.1));
    TrainStep step = step(spec);
    float[] parameters = start(spec);
    GradientSum sum = new GradientSum(parameters.length);
    sum.sum()[0] = 8;
    sum.sum()[1] = -2;
    sum.add(1, 4);
    Clipping.Result result = step.update(sum, parameters, new float[0][], 1, 0.5);
    assertThat(result.clipped()).isFalse();
    assertThat(result.norm()).isEqualTo(Math.hypot(2, 0.5));
    float[] start = start(spec);
    assertThat(parameters[0]).isEqualTo(start[0] - 1);
    assertThat(parameters[1]).isEqualTo(start[1] + 0.25f);
    assertThat(parameters[2]).isEqualTo(start[2]);
  }

  @Test
  void clipsTheMeanAndNotTheSum() {
    TrainSpec plain = Memory.spec("rnn", OptimizerSpec.of(Kind.SGD, 0.1));
    TrainSpec spec =
        new TrainSpec(
            plain.model(), plain.loss(), 1, 6, 0, 0, 1, 0, plain.optimizer(), plain.schedule(), 0);
    TrainStep step = step(spec);
    float[] parameters = start(spec);
    GradientSum sum = new GradientSum(parameters.length);
    sum.sum()[0] = 3; // 0.75 on average: within the limit
    sum.add(1, 4);
    assertThat(step.update(sum, parameters, new float[0][], 1, 1).clipped()).isFalse();
    assertThat(parameters[0]).isEqualTo(start(spec)[0] - 0.75f);
    sum.clear(Parallel.single());
    sum.sum()[0] = 12;
    sum.add(1, 4);
    assertThat(step.update(sum, parameters, new float[0][], 1, 1))
        .isEqualTo(new Clipping.Result(3, true));
    assertThat(parameters[0]).isEqualTo(start(spec)[0] - 0.75f - 1);
  }

  @Test
  void refusesASumOfNothing() {
    TrainSpec spec = Memory.spec("rnn", OptimizerSpec.of(Kind.SGD, 0.1));
    float[] parameters = start(spec);
    GradientSum none = new GradientSum(parameters.length);
    assertThatThrownBy(() -> step(spec).update(none, parameters, new float[0][], 1, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(parameters).isEqualTo(start(spec));
  }

  @Test
  void sameBitsOnAnyThreads() {
    TrainSpec spec = Memory.spec("lstm", OptimizerSpec.of(Kind.ADAM, 0.02));
    float[] expected = null;
    for (int threads : new int[] {1, 2, 8}) {
      try (Parallel parallel = Parallel.of(threads)) {
        Kernels kernels = threads == 1 ? Kernels.scalar() : KernelProvider.choice().kernels();
        TrainStep step = new TrainStep(spec, kernels, parallel);
        float[] parameters = start(spec);
        float[][] moments = new float[step.moments()][parameters.length];
        for (int t = 1; t <= 5; t++) {
          step.update(
              step.gradient(BATCH, Pass.training(t), parameters), parameters, moments, t, 0.02);
        }
        expected = expected == null ? parameters : expected;
        assertThat(parameters).as(threads + " threads").isEqualTo(expected);
      }
    }
  }
}
