package rondo.spark.shard;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.kernel.Kernels;
import rondo.local.LocalTrainer;
import rondo.loss.LossKind;
import rondo.metric.Metric;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.LoopOptions;
import rondo.round.OuterSpec;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.task.PreparedTask;
import rondo.task.ShardReader;
import rondo.train.TrainSpec;
import rondo.wire.Wire;

/** One small training, on Spark and without. */
public final class Trainings {
  private static final int VOCABULARY = 7;

  private Trainings() {}

  public static PreparedTask task(ShardReader reader) {
    return new PreparedTask(
        InputSpec.oneHot(VOCABULARY),
        VOCABULARY,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        Metric.accuracy(),
        reader,
        Map.of(),
        Map.of(),
        Map.of());
  }

  public static ShardReader tokens() {
    return new TokenShards(VOCABULARY, 60);
  }

  /**
   * More than an epoch of a two-layer LSTM with dropout: everything that has randomness or state.
   */
  public static TrainSpec train() {
    return train(1.25);
  }

  /** The same for another number of epochs, of thirteen steps each. */
  public static TrainSpec train(double epochs) {
    return new TrainSpec(
        new ModelSpec(
            InputSpec.oneHot(VOCABULARY),
            CellSpec.of("lstm"),
            List.of(12, 9),
            0.1,
            0.1,
            ModelSpec.InitialState.LEARNED,
            VOCABULARY),
        LossKind.SOFTMAX_CROSS_ENTROPY,
        epochs,
        3,
        5,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        42);
  }

  public static RoundSpec rounds(RoundSpec.Strategy strategy, int shards) {
    int steps = strategy == RoundSpec.Strategy.GRADIENT_AVERAGING ? 1 : 4;
    return new RoundSpec(strategy, shards, steps, RoundSpec.InnerState.AVERAGE);
  }

  /** Block momentum, added up in slices. */
  static RoundSpec sliced(int shards, Wire wire) {
    RoundSpec.Strategy strategy = RoundSpec.Strategy.BLOCK_MOMENTUM;
    return new RoundSpec(
        strategy,
        shards,
        4,
        RoundSpec.InnerState.AVERAGE_SECOND,
        OuterSpec.of(strategy, shards),
        wire,
        RoundSpec.Reduce.SLICED,
        0,
        0.1);
  }

  public static float[] initial() {
    return Networks.layout(train().model()).initialParameters(train().seed());
  }

  public static TrainResult locally(RoundSpec rounds) {
    return new LocalTrainer(Kernels.scalar(), 1)
        .train(task(tokens()), train(), rounds, LoopOptions.NONE, RoundListener.NONE);
  }

  public static TrainResult onSpark(
      JavaSparkContext spark, RoundSpec rounds, RoundListener listener) {
    try (SparkShardRunner runner = new SparkShardRunner(spark, task(tokens()), train(), rounds)) {
      return new RoundLoop(train(), rounds, new LoopOptions(0, true), runner, listener)
          .run(initial());
    }
  }

  /** SHA-256 of the bits of parameters. */
  static String sha256(TrainResult result) {
    float[] parameters = result.parameters();
    ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
    bytes.asFloatBuffer().put(parameters);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
