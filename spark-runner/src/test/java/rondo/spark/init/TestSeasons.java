package rondo.spark.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rondo.model.CounterRandom;

class TestSeasons {
  private static double[] series(int steps, IntToDoubleFunction value) {
    return IntStream.range(0, steps).mapToDouble(value).toArray();
  }

  private static double noise(int seed, int t) {
    return CounterRandom.gaussian(seed, t);
  }

  @Test
  void aSeasonOnATrendWithNoise() {
    double[] series =
        series(144, t -> 2 * t + 20 * Math.sin(2 * Math.PI * t / 12) + 3 * noise(1, t));
    Seasons.Season season = Seasons.of(List.of(series));
    assertThat(season.steps()).isEqualTo(12);
    assertThat(season.correlation()).isBetween(0.8, 1.1);
  }

  @Test
  void theShorterOfASeasonAndItsMultiples() {
    double[] pure = series(400, t -> t % 7);
    assertThat(Seasons.of(List.of(pure)).steps()).isEqualTo(7);
    assertThat(Seasons.of(List.of(pure)).correlation()).isCloseTo(1, within(0.05));
  }

  @Test
  void ofSeveralSeriesTheMeanCounts() {
    double[] seasonal = series(300, t -> Math.sin(2 * Math.PI * t / 24));
    double[] constant = series(300, t -> 5);
    assertThat(Seasons.of(List.of(constant, seasonal)).steps()).isEqualTo(24);
  }

  @Test
  void noiseAndLinesHaveNone() {
    for (int seed = 1; seed <= 20; seed++) {
      int one = seed;
      assertThat(Seasons.of(List.of(series(300, t -> noise(one, t)))).steps()).isZero();
    }
    assertThat(Seasons.of(List.of(series(100, t -> 3 * t))).steps()).isZero();
    assertThat(Seasons.of(List.of(series(2, t -> t)))).isEqualTo(Seasons.Season.NONE);
    assertThat(Seasons.of(List.of())).isEqualTo(Seasons.Season.NONE);
  }
}
