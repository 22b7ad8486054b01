package rondo.round;

import java.util.ArrayList;
import java.util.List;
import rondo.data.Batches;
import rondo.data.StreamBatches;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.OptimizerSpec.Kind;
import rondo.optim.ScheduleSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.train.TrainSpec;
import rondo.wire.Wire;

/** Shards of a running text, and jobs that learn it, with carried state and dropout. */
final class TextRuns {
  private static final int VOCABULARY = 7;

  private TextRuns() {}

  static TrainSpec spec(Kind optimizer, double learningRate) {
    return spec("lstm", optimizer, learningRate, 3);
  }

  static TrainSpec spec(String cell, Kind optimizer, double learningRate, double epochs) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(VOCABULARY),
            CellSpec.of(cell),
            List.of(10),
            0.2,
            0,
            ModelSpec.InitialState.ZERO,
            VOCABULARY);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        epochs,
        4,
        6,
        0,
        1.0,
        0,
        OptimizerSpec.of(optimizer, learningRate),
        ScheduleSpec.constant(),
        3);
  }

  static Batches text(int shard, int length) {
    int[] tokens = new int[length];
    for (int i = 1; i < length; i++) {
      boolean follows = CounterRandom.uniform(shard, i) < 0.8;
      tokens[i] =
          follows
              ? (3 * tokens[i - 1] + 1) % VOCABULARY
              : CounterRandom.below(i, shard, VOCABULARY);
    }
    return new StreamBatches(tokens, 4, 6);
  }

  static List<Batches> shards(int count) {
    List<Batches> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      shards.add(text(shard, 300 + 17 * shard));
    }
    return shards;
  }

  static RoundSpec rounds(
      Strategy strategy, int shards, int localSteps, InnerState inner, Wire wire) {
    return new RoundSpec(
        strategy,
        shards,
        localSteps,
        inner,
        OuterSpec.of(strategy, shards),
        wire,
        Reduce.AUTO,
        0,
        0.1);
  }

  static float[] initial(TrainSpec spec) {
    return Networks.layout(spec.model()).initialParameters(spec.seed());
  }
}
