package rondo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.optim.Optimizer;
import rondo.optim.OptimizerSpec;

/** The parameters after each step of each optimizer, against PyTorch. */
class TestGoldenOptimizers {
  static Stream<JsonNode> runs() {
    return StreamSupport.stream(GoldenFile.read("optimizers.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void parametersAfterEachStep(JsonNode run) {
    Optimizer optimizer = Optimizer.of(spec(run));
    float[] parameters = GoldenFile.floats(run.get("start"));
    float[][] moments = new float[optimizer.moments()][parameters.length];
    for (int t = 0; t < run.get("gradients").size(); t++) {
      float[] gradient = GoldenFile.floats(run.get("gradients").get(t));
      double rate = run.get("learningRate").asDouble();
      optimizer.update(parameters, gradient, moments, t + 1, rate, 0, parameters.length);
      double[] expected = GoldenFile.doubles(run.get("parameters").get(t));
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) parameters[i])
            .as("parameter " + i + " after step " + (t + 1))
            .isCloseTo(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void everyKindIsCovered() {
    Set<OptimizerSpec.Kind> kinds = EnumSet.noneOf(OptimizerSpec.Kind.class);
    runs().forEach(run -> kinds.add(spec(run).kind()));
    assertThat(kinds).containsExactly(OptimizerSpec.Kind.values());
  }

  private static OptimizerSpec spec(JsonNode run) {
    return new OptimizerSpec(
        OptimizerSpec.Kind.valueOf(run.get("kind").asText()),
        run.get("learningRate").asDouble(),
        run.get("momentum").asDouble(),
        run.get("beta1").asDouble(),
        run.get("beta2").asDouble(),
        run.get("epsilon").asDouble(),
        run.get("weightDecay").asDouble());
  }
}
