package rondo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.anomaly.NabScore.Profile;
import rondo.anomaly.NabScore.Result;
import rondo.anomaly.NabScore.Series;
import rondo.anomaly.NabScore.Window;

/** Expected numbers are worked out by hand from the published equations. */
class TestNabScore {
  private static final Window WINDOW = new Window(10, 14);

  /** 20 time steps, of which the first three do not count, with alarms at some. */
  private static Series alarms(int... at) {
    double[] scores = new double[20];
    for (int t : at) {
      scores[t] = 1;
    }
    return new Series(scores, List.of(WINDOW));
  }

  private static Result standard(Series... series) {
    return NabScore.at(0.5, List.of(series), Profile.STANDARD);
  }

  private static double score(int... at) {
    return standard(alarms(at)).score();
  }

  @Test
  void noAlarmIsNothingAndOneAtTheBeginningOfAWindowIsAll() {
    assertThat(score()).isZero();
    assertThat(score(10)).isEqualTo(100);
    assertThat(score(10, 11, 14)).isEqualTo(100);
    assertThat(standard(alarms(12, 16)))
        .extracting(Result::found, Result::windows, Result::falseAlarms)
        .containsExactly(1, 1, 1);
  }

  @Test
  void theLaterAWindowIsFoundTheLessItIsWorth() {
    // (2 / (1 + e^-5x) - 1) / 0.98661 of x = 4/5, 1/5; then half of 1 + that.
    assertThat(score(11)).isCloseTo(50 + 50 * 0.964028 / 0.986614, within(1e-3));
    assertThat(score(14)).isCloseTo(50 + 50 * 0.462117 / 0.986614, within(1e-3));
  }

  @Test
  void falseAlarmsCostLessShortlyBehindAWindow() {
    assertThat(score(10, 5)).isCloseTo(100 - 50 * 0.11, within(1e-9));
    assertThat(score(10, 5, 6)).isCloseTo(100 - 50 * 0.22, within(1e-9));
    // Two of four time steps behind it: 2 / (1 + e^2.5) - 1 = -0.848284.
    assertThat(score(10, 16)).isCloseTo(100 - 50 * 0.11 * 0.848284, within(1e-4));
    // Without having found it, too.
    assertThat(score(16)).isCloseTo(-50 * 0.11 * 0.848284, within(1e-4));
    double[] scores = new double[40];
    scores[10] = 1;
    scores[26] = 1; // three widths behind: -1, no longer the sigmoid's -0.9999994
    assertThat(standard(new Series(scores, List.of(WINDOW))).score())
        .isEqualTo(100 * (1 - 0.11 + 1) / 2);
    assertThat(standard(new Series(alarms(12).scores(), List.of(new Window(11, 11)))).sum())
        .isCloseTo(-1.11, within(1e-12));
  }

  @Test
  void theBeginningOfASeriesDoesNotCount() {
    assertThat(alarms().probation()).isEqualTo(3);
    assertThat(score(0, 1, 2)).isZero();
    assertThat(score(3)).isCloseTo(-50 * 0.11, within(1e-9));
    assertThat(new Series(new double[20_000], List.of()).probation()).isEqualTo(750);
    // A window that ends there is none; of one that goes on the rest counts.
    double[] scores = new double[20];
    scores[1] = 1;
    scores[3] = 1;
    Series partly = new Series(scores, List.of(new Window(0, 1), new Window(2, 5)));
    assertThat(standard(partly).windows()).isEqualTo(1);
    assertThat(standard(partly).score())
        .isCloseTo(50 + 50 * (2 / (1 + Math.exp(-3.75)) - 1) / 0.986614, within(1e-4));
  }

  @Test
  void profilesWeighMistakes() {
    List<Series> both = List.of(alarms(10, 5), alarms());
    assertThat(NabScore.at(0.5, both, Profile.STANDARD).sum()).isCloseTo(-0.11, within(1e-12));
    assertThat(NabScore.at(0.5, both, Profile.FEW_FALSE_POSITIVES).sum())
        .isCloseTo(-0.22, within(1e-12));
    Result missed = NabScore.at(0.5, both, Profile.FEW_FALSE_NEGATIVES);
    assertThat(missed.sum()).isCloseTo(-1.11, within(1e-12));
    assertThat(missed.score()).isCloseTo(100 * (4 - 1.11) / 6, within(1e-9));
  }

  @Test
  void oneThresholdIsChosenForAllSeries() {
    double[] one = new double[20];
    one[10] = 0.9;
    one[5] = 0.4;
    double[] other = new double[20];
    other[12] = 0.5;
    other[6] = 0.6;
    List<Series> series =
        List.of(new Series(one, List.of(WINDOW)), new Series(other, List.of(WINDOW)));
    Result best = NabScore.best(series, Profile.STANDARD);

    assertThat(best.threshold()).isEqualTo(0.5);
    assertThat(best.found()).isEqualTo(2);
    assertThat(best.falseAlarms()).isEqualTo(1);
    double late = (2 / (1 + Math.exp(-3)) - 1) / 0.986614;
    assertThat(best.sum()).isCloseTo(1 + late - 0.11, within(1e-5));
    assertThat(NabScore.at(0.5, series, Profile.STANDARD)).isEqualTo(best);
    assertThat(NabScore.at(0.45, series, Profile.STANDARD).sum()).isEqualTo(best.sum());
    assertThat(NabScore.at(0.7, series, Profile.STANDARD).sum()).isCloseTo(0, within(1e-12));
  }

  @Test
  void scoresThatAreAllTheSameAreOneThreshold() {
    double[] same = new double[20];
    Arrays.fill(same, 0.3);
    Result best = NabScore.best(List.of(new Series(same, List.of(WINDOW))), Profile.STANDARD);
    // All alarms: the window at once, seven false alarms before it and five behind it.
    double behind = 0;
    for (int t = 1; t <= 5; t++) {
      behind += 1 - 2 / (1 + Math.exp(5 * t / 4.0));
    }
    assertThat(best.threshold()).isEqualTo(0.3);
    assertThat(best.sum()).isCloseTo(1 - 0.11 * (7 + behind), within(1e-12));
    // Where nothing is ever right, no alarm is best.
    Result none =
        NabScore.best(List.of(new Series(alarms(5).scores(), List.of())), Profile.STANDARD);
    assertThat(none.threshold()).isInfinite();
    assertThat(none.sum()).isZero();
    assertThat(none.score()).isNaN();
  }

  @Test
  void refusesWhatIsNoSeries() {
    assertThatThrownBy(() -> new Series(new double[14], List.of(WINDOW)))
        .hasMessage(
            "windows: got [Window[first=10, last=14]], expected ascending ones apart from each"
                + " other in 14 time steps");
    assertThatThrownBy(
            () -> new Series(new double[40], List.of(new Window(20, 22), new Window(22, 23))))
        .hasMessageStartingWith("windows: got ");
    assertThatThrownBy(() -> new Series(new double[] {1, Double.NaN}, List.of()))
        .hasMessage("scores: got none at time step 1, expected a number at each");
  }
}
