package rondo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.round.RoundListener;
import rondo.round.RoundSpec;
import rondo.round.TrainResult;
import rondo.spark.ClusterEvents.Task;
import rondo.wire.Wire;

/** The same four shards on one executor and on four; other tests have two. */
@Timeout(300)
class TestNumberOfExecutors {
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void changesNoBit(int executors) {
    JavaSparkContext spark =
        Contexts.on(
            "local-cluster[" + executors + ",1,700]",
            Map.of("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    RoundSpec rounds = Trainings.sliced(4, Wire.FLOAT32);
    try (ClusterEvents events = new ClusterEvents(spark)) {
      TrainResult result = Trainings.onSpark(spark, rounds, RoundListener.NONE);
      assertThat(Trainings.sha256(result)).isEqualTo(Trainings.sha256(Trainings.locally(rounds)));
      assertThat(events.tasks().stream().map(Task::executor).distinct()).hasSize(executors);
    }
  }
}
