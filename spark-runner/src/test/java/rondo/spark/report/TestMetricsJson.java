package rondo.spark.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import rondo.round.RoundMetrics;

class TestMetricsJson {
  @Test
  void writesTheKeysThatOtherToolsReadInOrder() {
    RoundMetrics metrics =
        new RoundMetrics(
            7,
            1.5,
            16,
            2.25,
            2.5,
            Map.of("accuracy", 0.5),
            640,
            1280,
            new RoundMetrics.Times(0.4, 0.03, 0.07, 0.05, 0.2),
            4000,
            4004,
            0.001,
            0.75,
            3,
            32,
            1,
            2);
    assertThat(MetricsJson.write(metrics))
        .isEqualTo(
            "{\"round\":7,\"epoch\":1.5,\"local_steps\":16,\"train_loss\":2.25,\"valid_loss\":2.5,"
                + "\"metrics\":{\"accuracy\":0.5},\"time_steps\":640,"
                + "\"time_steps_per_second\":1280.0,\"compute_seconds\":0.4,"
                + "\"broadcast_seconds\":0.03,\"reduce_seconds\":0.07,"
                + "\"wait_seconds\":0.05,\"checkpoint_seconds\":0.2,\"bytes_down\":4000,\"bytes_up\":4004,"
                + "\"learning_rate\":0.001,\"gradient_norm\":0.75,\"clipped\":3,\"gradients\":32,"
                + "\"bad_updates\":1,\"bad_records\":2}");
  }

  @Test
  void aNumberThatIsNotFiniteIsNull() {
    RoundMetrics metrics = losses(Double.POSITIVE_INFINITY, Double.NaN);
    assertThat(MetricsJson.write(metrics))
        .contains("\"train_loss\":null,\"valid_loss\":null")
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  @Property(tries = 200)
  void everyNumberComesBackBitForBit(@ForAll double train, @ForAll double valid)
      throws IOException {
    RoundMetrics metrics =
        losses(
            Double.isFinite(train) ? train : Double.NaN,
            Double.isFinite(valid) ? valid : Double.NaN);
    assertThat(MetricsJson.read(MetricsJson.write(metrics).getBytes(UTF_8))).isEqualTo(metrics);
  }

  @Test
  void absentNumbersAreUnknownAndAbsentCountsZero() throws IOException {
    RoundMetrics metrics = MetricsJson.read("{\"round\":3,\"later\":[1]}".getBytes(UTF_8));
    assertThat(metrics.trainLoss()).isNaN();
    assertThat(metrics.validLoss()).isNaN();
    assertThat(metrics.timeSteps()).isZero();
    assertThat(metrics.metrics()).isEmpty();
  }

  @Test
  void refusesWhatIsNoRound() {
    refuses("[]", "not a JSON object");
    refuses("{}", "no \"round\"");
    refuses("{\"round\":1.5}", "no \"round\"");
    refuses("{\"round\":1,\"epoch\":\"x\"}", "\"epoch\" is not a number");
    refuses("{\"round\":1,\"clipped\":0.5}", "\"clipped\" is not a whole number");
    refuses("{\"round\":1}{", "");
  }

  private static void refuses(String line, String message) {
    assertThatThrownBy(() -> MetricsJson.read(line.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private static RoundMetrics losses(double train, double valid) {
    RoundMetrics.Times times = new RoundMetrics.Times(0.1, 0, 0, 0, 0);
    return new RoundMetrics(
        1, 0.5, 1, train, valid, Map.of(), 10, 100, times, 4, 4, 0.1, 1, 0, 1, 0, 0);
  }
}
