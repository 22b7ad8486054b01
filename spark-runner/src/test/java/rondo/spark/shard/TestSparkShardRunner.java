package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.kernel.Kernels;
import rondo.local.LocalShardRunner;
import rondo.parallel.Parallel;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.round.TrainResult;
import rondo.spark.Contexts;
import rondo.task.PreparedTask;
import rondo.train.GradientFlow;

class TestSparkShardRunner {
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = Contexts.on("local[2]");
  }

  /** More shards than cores, one of them empty, of unequal length. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void givesTheBitsOfTheLocalTrainer(Strategy strategy) {
    RoundSpec rounds = Trainings.rounds(strategy, 5);
    TrainResult local = Trainings.locally(rounds);
    TrainResult distributed = Trainings.onSpark(spark, rounds, RoundListener.NONE);
    assertThat(distributed.parameters()).isEqualTo(local.parameters());
    assertThat(distributed.validLoss()).isEqualTo(local.validLoss());
    assertThat(distributed.trainLoss()).isEqualTo(local.trainLoss());
    assertThat(distributed.rounds()).isEqualTo(local.rounds());
  }

  @Test
  void oneShardToo() {
    RoundSpec rounds = Trainings.rounds(Strategy.PARAMETER_AVERAGING, 1);
    assertThat(Trainings.onSpark(spark, rounds, RoundListener.NONE).parameters())
        .isEqualTo(Trainings.locally(rounds).parameters());
  }

  @Test
  void measuresWhatARoundMoves() {
    RoundSpec rounds = Trainings.rounds(Strategy.GRADIENT_AVERAGING, 3);
    List<RoundMetrics> seen = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            seen.add(metrics);
          }
        };
    Trainings.onSpark(spark, rounds, listener);
    long parameters = 4L * Trainings.initial().length;
    assertThat(seen)
        .allSatisfy(
            round -> {
              assertThat(round.bytesDown()).isGreaterThanOrEqualTo(parameters);
              assertThat(round.bytesUp()).isGreaterThanOrEqualTo(2 * parameters); // one is empty
              assertThat(round.times().compute()).isPositive();
              assertThat(round.times().sync()).isPositive();
            });
  }

  @Test
  void tellsSizesAndGradientFlowOfTheFirstShardWithData() {
    RoundSpec rounds = Trainings.rounds(Strategy.PARAMETER_AVERAGING, 4);
    PreparedTask task = Trainings.task(Trainings.tokens());
    try (Parallel single = Parallel.single();
        LocalShardRunner local =
            new LocalShardRunner(task, Trainings.train(), rounds, Kernels.scalar(), single);
        SparkShardRunner runner = new SparkShardRunner(spark, task, Trainings.train(), rounds)) {
      assertThat(runner.shards()).isEqualTo(local.shards());
      assertThat(runner.concurrentShards()).isEqualTo(2);
      GradientFlow flow = runner.gradientFlow(Trainings.initial());
      assertThat(flow.norms()).isDeepEqualTo(local.gradientFlow(Trainings.initial()).norms());
    }
  }
}
