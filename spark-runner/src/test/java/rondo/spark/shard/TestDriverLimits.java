package rondo.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.OuterSpec;
import rondo.round.RoundSpec;
import rondo.train.Sizing;
import rondo.train.TrainSpec;
import rondo.wire.Wire;

class TestDriverLimits {
  private static final long HEAP = 8L << 30;

  /** 10 Mi parameters or so, 41 MiB, and as much of RMSProp's one moment. */
  private static TrainSpec train() {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(500),
            CellSpec.of("lstm"),
            List.of(1350),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            500);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        1,
        1,
        0,
        0,
        0,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.RMSPROP, 0.01),
        ScheduleSpec.constant(),
        1);
  }

  private static RoundSpec rounds(int shards, RoundSpec.InnerState inner) {
    return rounds(shards, inner, RoundSpec.Reduce.DRIVER);
  }

  private static RoundSpec rounds(int shards, RoundSpec.InnerState inner, RoundSpec.Reduce reduce) {
    RoundSpec.Strategy strategy = RoundSpec.Strategy.PARAMETER_AVERAGING;
    return new RoundSpec(
        strategy, shards, 10, inner, OuterSpec.of(strategy, shards), Wire.FLOAT32, reduce, 0, 0.1);
  }

  /** The driver of a thousand shards gets one sum, not a thousand updates. */
  @Test
  void slicesNeedNoMoreThanOneUpdate() {
    RoundSpec.InnerState inner = RoundSpec.InnerState.AVERAGE;
    RoundSpec auto = rounds(1024, inner, RoundSpec.Reduce.AUTO);
    assertThatCode(() -> DriverLimits.check(conf(), train(), auto, HEAP, false))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> DriverLimits.check(conf(), train(), auto, HEAP, true))
        .hasMessageContaining("1024 updates of 82 MiB a round")
        .hasMessageContaining("set rounds.reduce = sliced");
    assertThatThrownBy(() -> DriverLimits.check(conf(), train(), auto, 100 << 20, false))
        .hasMessageContaining(
            "spark.driver.memory: got 100 MiB, but the sums of a round and the state of");
  }

  private static void check(SparkConf conf, int shards, long heap) {
    DriverLimits.check(conf, train(), rounds(shards, RoundSpec.InnerState.AVERAGE), heap, false);
  }

  private static SparkConf conf() {
    return SparkSettings.apply(new SparkConf(false));
  }

  private static void assertRefused(SparkConf conf, int shards, long heap, String message) {
    assertThatThrownBy(() -> check(conf, shards, heap))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining(message)
        .extracting(failure -> ((RondoException) failure).exitCode())
        .isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void letsThroughWhatFits() {
    assertThat(Sizing.layout(train().model()).size()).isBetween(10 << 20, 11 << 20);
    assertThatCode(() -> check(conf(), 12, HEAP)).doesNotThrowAnyException();
    SparkConf unlimited = conf().set(DriverLimits.MAX_RESULT, "0");
    assertThatCode(() -> check(unlimited, 64, HEAP)).doesNotThrowAnyException();
  }

  @Test
  void saysWhatToSetForTheResults() {
    assertRefused(
        conf(),
        64,
        HEAP,
        "spark.driver.maxResultSize: got 1024 MiB, but 64 updates of 82 MiB a round need");
    assertRefused(conf(), 64, HEAP, "pass --conf spark.driver.maxResultSize=");
  }

  @Test
  void countsTheMomentsOnlyWhereTheyAreSent() {
    SparkConf conf = conf().set(DriverLimits.MAX_RESULT, "600m");
    assertRefused(conf, 8, HEAP, "8 updates of 82 MiB");
    assertThatCode(
            () ->
                DriverLimits.check(
                    conf, train(), rounds(8, RoundSpec.InnerState.RESET), HEAP, false))
        .doesNotThrowAnyException();
  }

  @Test
  void saysWhatToSetForOneUpdate() {
    SparkConf small = conf().set(DriverLimits.MAX_BUFFER, "64m");
    assertRefused(small, 2, HEAP, "--conf spark.kryoserializer.buffer.max=");
  }

  @Test
  void saysWhatToSetForTheHeap() {
    assertRefused(conf(), 10, 1L << 30, "spark.driver.memory: got 1024 MiB");
  }
}
