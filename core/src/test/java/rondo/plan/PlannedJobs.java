package rondo.plan;

import java.util.Collections;
import java.util.List;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.OuterSpec;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.round.ShardInfo;
import rondo.train.TrainSpec;
import rondo.wire.Wire;

/** A job of a character model, and shards of its data. */
final class PlannedJobs {
  static final int ROWS = 1024; // time steps of a batch

  private PlannedJobs() {}

  static TrainSpec train(double epochs) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(90),
            CellSpec.of("lstm"),
            List.of(256),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            90);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        epochs,
        16,
        64,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        1);
  }

  static RoundSpec rounds(int shards, int localSteps, double warmup, Wire wire) {
    return new RoundSpec(
        Strategy.BLOCK_MOMENTUM,
        shards,
        localSteps,
        InnerState.AVERAGE_SECOND,
        OuterSpec.of(Strategy.BLOCK_MOMENTUM, shards),
        wire,
        Reduce.AUTO,
        warmup,
        0.1);
  }

  /** Equal shards of so many batches. */
  static List<ShardInfo> shards(int count, int steps) {
    ShardInfo shard = new ShardInfo(0, steps, (long) steps * ROWS, 0, 0, ROWS, 0);
    return Collections.nCopies(count, shard);
  }
}
