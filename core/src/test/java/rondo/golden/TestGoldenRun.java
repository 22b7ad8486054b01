package rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.gradient.GradientSum;
import rondo.loss.LossKind;
import rondo.model.ParameterLayout.Tensor;
import rondo.network.Matrix;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;

/**
 * Forward values, every gradient and ten steps of Adam of two-layer networks over a ragged batch,
 * against PyTorch.
 */
class TestGoldenRun {
  /** Relative, number by number; numbers below a tenth of the largest count as that. */
  private static final double TOLERANCE = 1e-5;

  private static final double LEARNING_RATE = 0.01;

  @ParameterizedTest
  @MethodSource("rondo.golden.GoldenNetwork#all")
  void outputs(GoldenNetwork golden) {
    TrainStep step = step(golden);
    step.network().prepare(golden.parameters());
    Matrix outputs = step.network().forward(golden.batch(), Pass.EVALUATION);
    int width = outputs.width();
    double[] got = new double[golden.batch().rows() * width];
    Arrays.setAll(got, i -> outputs.data()[outputs.at(i / width) + i % width]);
    assertClose("outputs", got, golden.expected("outputs"));
  }

  @ParameterizedTest
  @MethodSource("rondo.golden.GoldenNetwork#all")
  void lossAndGradients(GoldenNetwork golden) {
    TrainStep step = step(golden);
    GradientSum sum = step.gradient(golden.batch(), Pass.EVALUATION, golden.parameters());
    assertThat(sum.weight()).isEqualTo(golden.batch().rows());
    double loss = golden.json().get("loss").asDouble();
    assertClose("loss", new double[] {sum.loss()}, new double[] {loss});
    JsonNode gradients = golden.json().get("gradients");
    for (Tensor tensor : step.network().layout().tensors()) {
      double[] got = new double[tensor.size()];
      Arrays.setAll(got, i -> sum.sum()[tensor.offset() + i]);
      assertClose(tensor.name(), got, GoldenFile.doubles(gradients.get(tensor.name())));
    }
  }

  @ParameterizedTest
  @MethodSource("rondo.golden.GoldenNetwork#all")
  void tenStepsOfAdam(GoldenNetwork golden) {
    TrainStep step = step(golden);
    float[] parameters = golden.parameters();
    float[][] moments = new float[step.moments()][parameters.length];
    double[] losses = new double[10];
    for (int t = 0; t < losses.length; t++) {
      GradientSum sum = step.gradient(golden.batch(), Pass.EVALUATION, parameters);
      losses[t] = sum.loss() / sum.weight();
      step.update(sum, parameters, moments, t + 1, LEARNING_RATE);
    }
    assertClose("losses", losses, golden.expected("adamLosses"));
  }

  private static void assertClose(String name, double[] got, double[] expected) {
    assertThat(got).as(name).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < got.length; i++) {
      double scale = Math.max(Math.abs(expected[i]), largest / 10);
      assertThat(got[i]).as(name + " " + i).isCloseTo(expected[i], within(TOLERANCE * scale));
    }
  }

  private static TrainStep step(GoldenNetwork golden) {
    TrainSpec spec =
        new TrainSpec(
            golden.spec(),
            LossKind.SOFTMAX_CROSS_ENTROPY,
            1,
            3,
            0,
            0,
            0,
            0,
            OptimizerSpec.of(OptimizerSpec.Kind.ADAM, LEARNING_RATE),
            ScheduleSpec.constant(),
            0);
    return new TrainStep(spec, golden.kernels(), Parallel.single());
  }
}
