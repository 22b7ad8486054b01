package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.round.RoundListener;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.spark.Contexts;
import rondo.spark.shard.ClusterEvents.Task;
import rondo.wire.Wire;

/** Four shards on four executors; other tests have two, and {@link TestFaultsOnStandalone} one. */
@Timeout(300)
class TestNumberOfExecutors {
  @Test
  void changesNoBit() {
    JavaSparkContext spark =
        Contexts.on(
            "local-cluster[4,1,700]",
            Map.of("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    RoundSpec rounds = Trainings.sliced(4, Wire.FLOAT32);
    try (ClusterEvents events = new ClusterEvents(spark)) {
      TrainResult result = Trainings.onSpark(spark, rounds, RoundListener.NONE);
      assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(rounds)));
      assertThat(events.tasks().stream().map(Task::executor).distinct()).hasSize(4);
    }
  }
}
