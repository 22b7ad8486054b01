package rondo.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.round.RoundInput;

class TestDriverLimits {
  private static final long HEAP = 8L << 30;

  /** A round of 40 MiB of parameters and as much of one moment. */
  private static RoundInput input() {
    float[] shared = new float[10 << 20];
    return new RoundInput(0, 0, 1, 1, 1, 1, shared, new float[][] {shared}, Map.of());
  }

  private static SparkConf conf() {
    return SparkSettings.apply(new SparkConf(false));
  }

  private static void assertRefused(SparkConf conf, int shards, long heap, String message) {
    assertThatThrownBy(() -> DriverLimits.check(conf, shards, input(), heap))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining(message)
        .extracting(failure -> ((RondoException) failure).exitCode())
        .isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void letsThroughWhatFits() {
    assertThatCode(() -> DriverLimits.check(conf(), 12, input(), HEAP)).doesNotThrowAnyException();
    SparkConf unlimited = conf().set(DriverLimits.MAX_RESULT, "0");
    assertThatCode(() -> DriverLimits.check(unlimited, 64, input(), HEAP))
        .doesNotThrowAnyException();
  }

  @Test
  void saysWhatToSetForTheResults() {
    assertRefused(
        conf(),
        64,
        HEAP,
        "spark.driver.maxResultSize: got 1024 MiB, but 64 updates of 81 MiB a round need 5121 MiB;"
            + " pass --conf spark.driver.maxResultSize=5761m");
  }

  @Test
  void saysWhatToSetForOneUpdate() {
    SparkConf small = conf().set(DriverLimits.MAX_BUFFER, "64m");
    assertRefused(small, 2, HEAP, "--conf spark.kryoserializer.buffer.max=91m");
  }

  @Test
  void saysWhatToSetForTheHeap() {
    assertRefused(conf(), 10, 1L << 30, "spark.driver.memory: got 1024 MiB");
  }
}
