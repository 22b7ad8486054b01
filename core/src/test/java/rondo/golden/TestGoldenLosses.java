package rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.loss.Loss;
import rondo.loss.LossKind;
import rondo.loss.LossSpec;
import rondo.network.Matrix;
import rondo.parallel.Parallel;

/** Each loss and its gradient, against PyTorch. */
class TestGoldenLosses {
  private static final JsonNode JSON = GoldenFile.read("losses.json");

  static Stream<Kernels> kernels() {
    return Stream.of(Kernels.scalar(), KernelProvider.choice().kernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void lossAndGradient(Kernels kernels) {
    List<Double> weights = Arrays.stream(GoldenFile.doubles(JSON.get("weights"))).boxed().toList();
    List<LossSpec> specs =
        List.of(
            LossSpec.of(LossKind.SOFTMAX_CROSS_ENTROPY),
            new LossSpec(LossKind.SOFTMAX_CROSS_ENTROPY, weights, List.of()),
            LossSpec.of(LossKind.MEAN_SQUARED_ERROR),
            LossSpec.of(LossKind.SIGMOID_CROSS_ENTROPY),
            LossSpec.of(LossKind.MEAN_ABSOLUTE_ERROR),
            LossSpec.pinball(GoldenFile.doubles(JSON.get("quantiles"))));
    assertThat(specs.stream().map(LossSpec::kind)).contains(LossKind.values());
    for (LossSpec spec : specs) {
      JsonNode expected = JSON.get("losses").get(spec.name());
      Matrix outputs = scores();
      double loss = Loss.of(spec, kernels, Parallel.single()).apply(outputs, batch(spec.kind()));
      assertThat(loss).as(spec.name()).isCloseTo(expected.get("loss").asDouble(), within(1e-5));
      double[] gradient = GoldenFile.doubles(expected.get("gradient"));
      for (int i = 0; i < gradient.length; i++) {
        int at = outputs.at(i / outputs.width()) + i % outputs.width();
        assertThat((double) outputs.data()[at])
            .as(spec.name() + " " + i)
            .isCloseTo(gradient[i], within(1e-6));
      }
    }
  }

  private static Matrix scores() {
    float[] scores = GoldenFile.floats(JSON.get("scores"));
    int size = JSON.get("size").asInt();
    Matrix matrix = new Matrix(size);
    matrix.reserve(scores.length / size);
    for (int row = 0; row < scores.length / size; row++) {
      System.arraycopy(scores, row * size, matrix.data(), matrix.at(row), size);
    }
    return matrix;
  }

  private static Batch batch(LossKind kind) {
    int[] classes = GoldenFile.ints(JSON.get("classes"));
    int[] activeRows = new int[classes.length];
    Arrays.fill(activeRows, 1);
    return new Batch(
        activeRows,
        new int[classes.length],
        null,
        0,
        null,
        kind == LossKind.SOFTMAX_CROSS_ENTROPY ? classes : null,
        switch (kind) {
          case SOFTMAX_CROSS_ENTROPY -> null;
          case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR -> GoldenFile.floats(JSON.get("values"));
          case SIGMOID_CROSS_ENTROPY -> GoldenFile.floats(JSON.get("bits"));
          case PINBALL -> firstTwo(GoldenFile.floats(JSON.get("values")), JSON.get("size").asInt());
        },
        false);
  }

  /** The first two numbers of each row. */
  private static float[] firstTwo(float[] values, int size) {
    float[] two = new float[values.length / size * 2];
    for (int i = 0; i < two.length; i++) {
      two[i] = values[i / 2 * size + i % 2];
    }
    return two;
  }
}
