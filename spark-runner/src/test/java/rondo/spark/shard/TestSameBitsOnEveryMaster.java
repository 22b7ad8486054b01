package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.Strategy;
import rondo.spark.Contexts;
import rondo.wire.Wire;

/** The same model bits on one core, on two, and on executors of their own. */
@Timeout(300)
class TestSameBitsOnEveryMaster {
  private static final String CLUSTER = "local-cluster[2,1,700]";

  private static void assertLocalBits(String master, RoundSpec rounds, RoundListener listener) {
    JavaSparkContext spark = Contexts.on(master);
    assertThat(Trainings.onSpark(spark, rounds, listener).parameters())
        .isEqualTo(Trainings.locally(rounds).parameters());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void onExecutors(Strategy strategy) {
    assertLocalBits(CLUSTER, Trainings.rounds(strategy, 4), RoundListener.NONE);
  }

  /** Else every round would last as long as the executor with most shards needs. */
  @Test
  void dealsShardsOutEvenly() throws InterruptedException {
    JavaSparkContext spark = Contexts.on(CLUSTER);
    List<String> executors = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            executors.add(end.taskInfo().executorId());
          }
        };
    spark.sc().addSparkListener(listener);
    RoundSpec rounds = Trainings.rounds(Strategy.PARAMETER_AVERAGING, 4);
    try (SparkShardRunner runner =
        new SparkShardRunner(
            spark, Trainings.task(Trainings.tokens()), Trainings.train(), rounds)) {
      runner.shards();
    }
    for (int wait = 0; wait < 100 && executors.size() < 4; wait++) {
      Thread.sleep(50);
    }
    spark.sc().removeSparkListener(listener);
    assertThat(executors).hasSize(4);
    assertThat(executors.stream().distinct())
        .hasSize(2)
        .allSatisfy(id -> assertThat(Collections.frequency(executors, id)).isEqualTo(2));
  }

  /** Its shards are read again by whoever takes them over. */
  @Test
  void whenAnExecutorDies() {
    assertLocalBits(CLUSTER, Trainings.rounds(Strategy.PARAMETER_AVERAGING, 4), KILLER);
  }

  private static final RoundListener KILLER =
      new RoundListener() {
        @Override
        public void round(RoundMetrics metrics) {
          if (metrics.round() == 2) {
            killAnExecutor(Contexts.on(CLUSTER));
          }
        }
      };

  /** Slices of updates in eight bits, summed by tasks. */
  @Test
  void slicedAndRounded() {
    assertLocalBits(CLUSTER, Trainings.sliced(4, Wire.INT8), RoundListener.NONE);
    assertLocalBits(CLUSTER, Trainings.sliced(4, Wire.BFLOAT16), RoundListener.NONE);
    assertLocalBits(CLUSTER, Trainings.sliced(4, Wire.INT8), KILLER);
  }

  static void killAnExecutor(JavaSparkContext spark) {
    spark
        .parallelize(List.of(1), 1)
        .foreach(
            one -> {
              if (TaskContext.get().attemptNumber() == 0) {
                Runtime.getRuntime().halt(1);
              }
            });
  }

  @Test
  void onOneCore() {
    assertLocalBits(
        "local[1]", Trainings.rounds(Strategy.PARAMETER_AVERAGING, 4), RoundListener.NONE);
  }
}
