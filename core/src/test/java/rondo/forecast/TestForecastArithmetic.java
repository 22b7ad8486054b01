package rondo.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestForecastArithmetic {
  @Test
  void windowsAreAsManyAsFit() {
    Windows all = new Windows(3, 2, 1);
    assertThat(all.count(4)).isZero();
    assertThat(all.count(5)).isEqualTo(1);
    assertThat(all.count(9)).isEqualTo(5);
    Windows some = new Windows(3, 2, 3);
    assertThat(some.count(7)).isEqualTo(1);
    assertThat(some.count(8)).isEqualTo(2);
    assertThat(some.first(1)).isEqualTo(3);
    assertThat(new Windows(96, 24, 1).count(96 + 2880)).isEqualTo(2857); // of four months
    assertThat(all.count(50_000_000_000L)).isEqualTo(49_999_999_996L);
    assertThatThrownBy(() -> new Windows(0, 1, 1))
        .hasMessage("context: got 0, expected 1 to 1048576");
  }

  @Test
  void theSeasonalNaiveForecastRepeatsTheLastSeason() {
    double[] known = {1, 2, 3, 4, 5};
    assertThat(SeasonalNaive.forecast(known, 1, 3)).containsExactly(5, 5, 5);
    assertThat(SeasonalNaive.forecast(known, 3, 7)).containsExactly(3, 4, 5, 3, 4, 5, 3);
    assertThatThrownBy(() -> SeasonalNaive.forecast(known, 6, 1))
        .hasMessage("known: got 5 values, expected a season of 6");
    assertThatThrownBy(() -> SeasonalNaive.back(0, 1))
        .hasMessage("seasonal naive: got 0 steps ahead and a season of 1, expected at least 1");
  }

  @Test
  void differencesAreOfOneSeriesAtATime() {
    SeasonalDifference neighbours = new SeasonalDifference(1);
    SeasonalDifference seasons = new SeasonalDifference(2);
    for (double value : new double[] {1, 2, 4, 1}) {
      neighbours.add(value);
      seasons.add(value);
    }
    assertThat(neighbours.mean()).isEqualTo(2); // 1, 2, 3
    assertThat(seasons.mean()).isEqualTo(2); // 3, 1
    SeasonalDifference other = new SeasonalDifference(2);
    assertThat(other.mean()).isNaN();
    other.add(100);
    other.endSeries();
    other.add(1);
    other.add(1);
    other.add(9);
    seasons.add(other);
    assertThat(seasons.mean()).isEqualTo(4); // 3, 1, 8
  }

  @Test
  void quantilesWeighTheTwoSides() {
    assertThat(Pinball.loss(0.9, 5, 3)).isCloseTo(1.8, within(1e-15));
    assertThat(Pinball.loss(0.9, 3, 5)).isCloseTo(0.2, within(1e-15));
    assertThat(Pinball.loss(0.5, 3, 5)).isEqualTo(1);
    assertThat(Pinball.loss(0.5, 3, 3)).isZero();
  }

  @Test
  void momentsOfPartsAreThoseOfTheWhole() {
    Moments first = new Moments();
    Moments second = new Moments();
    for (double value : new double[] {1e9 + 2, 1e9 + 4, 1e9 + 4}) {
      first.add(value);
    }
    for (double value : new double[] {1e9 + 4, 1e9 + 5, 1e9 + 5, 1e9 + 7, 1e9 + 9}) {
      second.add(value);
    }
    first.add(new Moments());
    first.add(second);
    assertThat(first.count()).isEqualTo(8);
    assertThat(first.mean()).isEqualTo(1e9 + 5);
    assertThat(first.deviation()).isCloseTo(2, within(1e-6));
    assertThat(new Moments().deviation()).isZero();
    Moments empty = new Moments();
    empty.add(second);
    assertThat(empty.mean()).isEqualTo(1e9 + 6);
  }
}
