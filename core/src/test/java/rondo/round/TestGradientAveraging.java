package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.train.TrainSpec;

/** Gradients of N ragged shards, averaged, are the gradient of one big batch. */
class TestGradientAveraging {
  private static final int VOCABULARY = 11;
  private static final int STEPS = 50;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void shardsEqualOneBigBatch(int shards) {
    List<int[]> sequences = RaggedTokens.random(40, 12, VOCABULARY, 5);
    float[] together = train(List.of(new RaggedTokens(sequences)));
    float[] apart = train(split(sequences, shards));
    double difference = 0;
    double size = 0;
    for (int i = 0; i < together.length; i++) {
      difference += Math.pow(together[i] - apart[i], 2);
      size += Math.pow(together[i], 2);
    }
    assertThat(Math.sqrt(difference / size)).isLessThan(1e-6);
    assertThat(together).isNotEqualTo(initial());
  }

  /** Unequal shares; of 64 shards 24 and more are empty. */
  private static List<RaggedTokens> split(List<int[]> sequences, int shards) {
    List<List<int[]>> parts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      parts.add(new ArrayList<>());
    }
    for (int s = 0; s < sequences.size(); s++) {
      parts.get((s * s + s / 3) % shards).add(sequences.get(s));
    }
    return parts.stream().map(RaggedTokens::new).toList();
  }

  private static TrainSpec spec() {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(VOCABULARY),
            CellSpec.of("lstm"),
            List.of(9, 7),
            0,
            0,
            ModelSpec.InitialState.LEARNED,
            VOCABULARY);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        STEPS,
        64,
        0,
        0,
        1.0,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.MOMENTUM, 0.05),
        ScheduleSpec.constant(),
        3);
  }

  private static float[] initial() {
    return Networks.layout(spec().model()).initialParameters(3);
  }

  private static float[] train(List<RaggedTokens> shards) {
    RoundSpec rounds =
        new RoundSpec(Strategy.GRADIENT_AVERAGING, shards.size(), 1, InnerState.AVERAGE);
    try (WorkerShards runner = new WorkerShards(shards, spec(), rounds)) {
      return new RoundLoop(spec(), rounds, LoopOptions.NONE, runner, RoundListener.NONE)
          .run(initial())
          .parameters();
    }
  }
}
