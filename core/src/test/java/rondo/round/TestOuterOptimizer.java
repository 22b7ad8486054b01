package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rondo.round.RoundSpec.Strategy;

class TestOuterOptimizer {
  /** Mean changes of 1 in every round; the values are worked out by hand. */
  @Test
  void nesterovStartsAheadOfTheModel() {
    BlockMomentum outer = new BlockMomentum(0.9, 1, true);
    float[] parameters = {0};
    List<float[]> slots = List.of(new float[1]);
    List<Float> starts = new ArrayList<>();
    List<Float> models = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      outer.step(parameters, new float[] {1}, slots);
      float[] start = new float[1];
      outer.start(parameters, slots, start);
      starts.add(start[0]);
      models.add(parameters[0]);
    }
    assertThat(starts)
        .usingElementComparator(TestOuterOptimizer::close)
        .containsExactly(1.9f, 4.61f, 8.049f);
    assertThat(models)
        .usingElementComparator(TestOuterOptimizer::close)
        .containsExactly(1f, 2.9f, 5.61f);
  }

  private static int close(Float a, Float b) {
    return Math.abs(a - b) < 1e-5 ? 0 : Float.compare(a, b);
  }

  /**
   * SGD with Nesterov's momentum on -D, as PyTorch has it, moves the point that shards start at.
   */
  @Test
  void isTheOuterStepOfDiLoCo() {
    double momentum = 0.9;
    double rate = 0.7;
    BlockMomentum outer = new BlockMomentum(momentum, rate, true);
    float[] parameters = {0.5f};
    List<float[]> slots = List.of(new float[1]);
    double theirs = 0.5;
    double buffer = 0;
    for (int round = 0; round < 50; round++) {
      double delta = Math.sin(round);
      buffer = momentum * buffer - delta;
      theirs -= rate * (-delta + momentum * buffer);
      outer.step(parameters, new float[] {(float) delta}, slots);
      float[] start = new float[1];
      outer.start(parameters, slots, start);
      assertThat((double) start[0]).isCloseTo(theirs, Offset.offset(1e-5));
    }
  }

  @Test
  void fedAdamDividesByTheSizeOfChanges() {
    FedAdam outer = new FedAdam(new OuterSpec(0, 0.1, false, 0.9, 0.99, 1e-3));
    float[] parameters = {1, 1};
    List<float[]> slots = List.of(new float[2], new float[2]);
    outer.step(parameters, new float[] {2, 0}, slots);
    // m = 0.2, v = 0.04: 1 + 0.1 * 0.2 / (0.2 + 0.001)
    assertThat(parameters[0]).isCloseTo(1.0995f, Offset.offset(1e-4f));
    assertThat(parameters[1]).isEqualTo(1);
  }

  @Test
  void usualConstants() {
    assertThat(OuterSpec.of(Strategy.BLOCK_MOMENTUM, 4).momentum()).isEqualTo(0.75);
    assertThat(OuterSpec.of(Strategy.BLOCK_MOMENTUM, 4).learningRate()).isEqualTo(1);
    assertThat(OuterSpec.of(Strategy.BLOCK_MOMENTUM, 8).momentum()).isEqualTo(0.9);
    assertThat(OuterSpec.of(Strategy.BLOCK_MOMENTUM, 8).learningRate()).isEqualTo(0.7);
    assertThat(OuterSpec.of(Strategy.DILOCO, 2).momentum()).isEqualTo(0.9);
  }
}
