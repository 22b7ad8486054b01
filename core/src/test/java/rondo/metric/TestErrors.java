package rondo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Batch;
import rondo.metric.Tables.HorizonLine;

class TestErrors {
  @Test
  void errorsOfOneNumberAreTheUsualOnes() {
    // Errors 1, -2, 0, 3 of targets with mean 2.5 and squared distances 5.
    Batch batch = Counts.sequences(4, null, new float[] {1, 2, 3, 4});
    Metric metric = Metric.errors(1, 1, new double[] {0.5});
    double[] counts = Counts.ofSequences(metric, Counts.scores(1, 2, 0, 3, 7), batch);
    Map<String, Double> values = metric.values(counts);
    assertThat(values.keySet()).containsExactly("mse", "mae", "rmse", "r2", "mase");
    assertThat(values)
        .containsEntry("mse", 3.5)
        .containsEntry("mae", 1.5)
        .containsEntry("rmse", Math.sqrt(3.5))
        .containsEntry("mase", 3.0);
    assertThat(values.get("r2")).isCloseTo(1 - 14 / 5.0, within(1e-12));
    assertThat(metric.tables(counts)).isEmpty();
    assertThat(metric.values(new double[metric.counts()])).isEmpty();
  }

  @Test
  void unitsMakeErrorsThoseOfTheData() {
    Batch batch = Counts.batch(new int[] {2}, null, null, new float[] {1, 1, 3, 2});
    Metric metric = Metric.errors(2, 1, new double[] {10, 1}, new double[] {20, 0});
    double[] counts = Counts.ofSteps(metric, Counts.scores(2, 2, 1, 3, 4), batch);
    Map<String, Double> values = metric.values(counts);
    assertThat(values).containsEntry("mae", (10 + 0 + 0 + 2) / 4.0);
    assertThat(values).containsEntry("mse", (100 + 0 + 0 + 4) / 4.0);
    // The second target has no scale: its naive forecast makes no error.
    assertThat(values).containsEntry("mase", 5 / 20.0);
    // r2: 1 - 100 / 200 of the first, 1 - 4 / 0.5 of the second.
    assertThat(values.get("r2")).isCloseTo((0.5 - 7) / 2, within(1e-9));
    assertThat(metric.tables(counts).get(0).horizon())
        .extracting(HorizonLine::target, HorizonLine::mae)
        .containsExactly(tuple(0, 5.0), tuple(1, 1.0));
  }

  @Test
  void eachStepOfTheHorizonHasErrorsOfItsOwn() {
    // Sequences of lengths 4 and 3; the last two steps are forecast: rows by time, longest first.
    int[] active = {2, 2, 2, 1};
    int[] outputRows = {3, 4, 5, 6}; // b1 t1; b0 t2, b1 t2; b0 t3
    Batch batch = Counts.batch(active, outputRows, null, new float[] {0, 0, 0, 0});
    Metric metric = Metric.errors(1, 2, null);
    double[] counts = Counts.ofSteps(metric, Counts.scores(1, 1, 2, 4, 8), batch);
    List<HorizonLine> lines = metric.tables(counts).get(0).horizon();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).step()).isEqualTo(1);
    assertThat(lines.get(0).count()).isEqualTo(2);
    assertThat(lines.get(0).mae()).isEqualTo((1 + 2) / 2.0);
    assertThat(lines.get(1).mae()).isEqualTo((4 + 8) / 2.0);
    assertThat(lines.get(1).rmse()).isEqualTo(Math.sqrt((16 + 64) / 2.0));
    assertThat(lines.get(1).mase()).isNaN();
    assertThat(metric.values(counts)).containsEntry("mae", 15 / 4.0);
    assertThat(metric.values(counts).get("r2")).isNaN(); // the targets are all the same
    assertThat(metric.figures()).extracting(Figure::name).doesNotContain("mase");
  }

  @Test
  void outputsOfSequencesHoldAllSteps() {
    // Two sequences, two steps of two targets each.
    float[] targets = {0, 0, 0, 0, 0, 0, 0, 0};
    Batch batch = Counts.sequences(2, null, targets);
    Metric metric = Metric.errors(2, 2, null);
    double[] counts = Counts.ofSequences(metric, Counts.scores(4, 1, 2, 3, 4, 5, 6, 7, 8), batch);
    List<HorizonLine> lines = metric.tables(counts).get(0).horizon();
    assertThat(lines)
        .extracting(HorizonLine::target, HorizonLine::step, HorizonLine::mae)
        .containsExactly(tuple(0, 1, 3.0), tuple(0, 2, 5.0), tuple(1, 1, 4.0), tuple(1, 2, 6.0));
  }

  @Test
  void quantilesHaveThePinballLoss() {
    Batch batch = Counts.sequences(3, null, new float[] {10, 0, 5});
    double[] quantiles = {0.1, 0.5, 0.975};
    Metric metric = Metric.quantiles(1, 1, quantiles, null, new double[] {2});
    double[] counts =
        Counts.ofSequences(metric, Counts.scores(3, 8, 11, 12, 1, 2, 3, 4, 5, 6), batch);
    Map<String, Double> values = metric.values(counts);
    assertThat(values.keySet())
        .containsExactly(
            "pinball",
            "pinball_10",
            "pinball_50",
            "pinball_97_5",
            "coverage",
            "mae",
            "rmse",
            "mase");
    double low = (0.1 * 2 + 0.9 * 1 + 0.1 * 1) / 3;
    double middle = (0.5 * 1 + 0.5 * 2 + 0) / 3;
    double high = (0.025 * 2 + 0.025 * 3 + 0.025 * 1) / 3;
    assertThat(values.get("pinball_10")).isCloseTo(low, within(1e-12));
    assertThat(values.get("pinball_50")).isCloseTo(middle, within(1e-12));
    assertThat(values.get("pinball_97_5")).isCloseTo(high, within(1e-12));
    assertThat(values.get("pinball")).isCloseTo((low + middle + high) / 3, within(1e-12));
    assertThat(values).containsEntry("coverage", 2 / 3.0).containsEntry("mae", 1.0);
    assertThat(values).containsEntry("mase", 0.5);
    assertThat(values.get("rmse")).isCloseTo(Math.sqrt(5 / 3.0), within(1e-12));
  }

  @Test
  void quantilesOfSeveralStepsAndTargets() {
    Batch batch =
        Counts.batch(new int[] {1, 1, 1}, new int[] {1, 2}, null, new float[] {1, 2, 3, 4});
    Metric metric = Metric.quantiles(2, 2, new double[] {0.25, 0.75}, new double[] {1, 2}, null);
    double[] counts = Counts.ofSteps(metric, Counts.scores(4, 1, 1, 4, 6, 3, 3, 4, 4), batch);
    List<HorizonLine> lines = metric.tables(counts).get(0).horizon();
    assertThat(lines).hasSize(4);
    // Target 1 at step 1: quantiles 4 and 6 of 2, in units of 2: 0.75 x 4 and 0.25 x 8.
    HorizonLine line = lines.get(2);
    assertThat(List.of(line.target(), line.step())).containsExactly(1, 1);
    assertThat(line.pinball()).isCloseTo((0.75 * 4 + 0.25 * 8) / 2, within(1e-12));
    assertThat(lines.get(0).pinball()).isZero();
    assertThat(metric.values(counts)).containsEntry("coverage", 0.75);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Metric.errors(0, 1, null))
        .hasMessage("targets, horizon: got 0, 1, expected at least 1");
    assertThatThrownBy(() -> Metric.errors(2, 1, new double[1]))
        .hasMessage("scales: got 1 numbers, expected one for each of 2");
    assertThatThrownBy(() -> Metric.quantiles(1, 1, new double[0], null, null))
        .hasMessage("quantiles: got none, expected at least one");
    assertThatThrownBy(() -> Metric.quantiles(1, 1, new double[] {0.5, 0.5}, null, null))
        .hasMessage("quantiles: got 0.5, expected ascending numbers between 0 and 1");
    Batch batch = Counts.batch(new int[] {1, 1}, null, null, new float[2]);
    Metric metric = Metric.errors(1, 1, null);
    Counter counter = metric.counter(batch, new double[metric.counts()]);
    assertThatThrownBy(() -> counter.steps(Counts.scores(2, 1, 2), 0, 1))
        .hasMessage("outputs: got 2 a row, expected 1");
    Batch long4 = Counts.batch(new int[] {1, 1, 1, 1}, null, null, new float[4]);
    Metric two = Metric.errors(1, 2, null);
    Counter ofTwo = two.counter(long4, new double[two.counts()]);
    assertThatThrownBy(() -> ofTwo.steps(Counts.scores(1, 1, 2, 3, 4), 0, 4))
        .hasMessage(
            "output rows: got one 4 time steps before the end of its sequence, expected the last"
                + " 2");
  }
}
