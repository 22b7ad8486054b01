package rondo.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestFlopCount {
  @Test
  void countsEveryProductOfATokenModelThreeTimes() {
    // 6,400 time steps of 96 different tokens; 128 x 512 recurrent, 128 x 96 outputs
    long multiplyAdds = 96 * 64 * 512 + 6_400L * (128 * 512 + 128 * 96);
    assertThat(FlopCount.of(Workload.named("char-128"))).isEqualTo(2 * 3 * multiplyAdds);
  }

  @Test
  void leavesOutTheGradientOfRealInputs() {
    long products = 128 * 96 * (3L * (64 * 256 + 64 * 7) + 2L * 7 * 256);
    assertThat(FlopCount.of(Workload.named("series-64"))).isEqualTo(2 * products);
  }

  @Test
  void countsUpperLayersAndTheirInputs() {
    long row = 3L * (3 * 650 * 2600 + 650 * 10_000) + 3L * 650 * 2600;
    assertThat(FlopCount.of(Workload.named("word-650"))).isEqualTo(2 * 700 * row);
  }

  @Test
  void countsInferenceOnce() {
    long row = 128 * 1024 + 256 * 1024 + 256 * 96;
    assertThat(FlopCount.of(Workload.named("stream-256"))).isEqualTo(2 * 64 * row);
  }

  @Test
  void tanhHasOneBlockOfColumns() {
    long products = 3L * (96 * 128 * 256 + 4096 * (256 * 256 + 256 * 96));
    assertThat(FlopCount.of(Workload.named("rnn-256"))).isEqualTo(2 * products);
  }

  @Test
  void paddingIsNotWork() {
    Workload ragged = Workload.named("ragged-128");
    long row = 3 * (128 * 512 + 128 * 20) + 2 * 128 * 512;
    assertThat(FlopCount.of(ragged)).isEqualTo(2L * ragged.timeSteps() * row);
  }
}
