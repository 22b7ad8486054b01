package rondo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors of 1 and 3 in turn, but for some; answers by hand. */
class TestDynamicThreshold {
  private static final int SIZE = 100;

  private static double[] errors() {
    double[] errors = new double[SIZE];
    Arrays.setAll(errors, t -> t % 2 == 0 ? 1 : 3);
    return errors;
  }

  private static ThresholdSpec spec(double lowest, double highest, int buffer) {
    return new ThresholdSpec(10, 10, 0, lowest, highest, buffer, 5, 0.5, 0.13);
  }

  private static List<AnomalyRange> find(ThresholdSpec spec, double[] errors) {
    return new DynamicThreshold(spec).find(errors, errors.length);
  }

  @Test
  void theThresholdLiesRightBelowTheOnlySequence() {
    double[] errors = errors();
    Arrays.fill(errors, 40, 44, 12);
    // Mean 2.4, variance 10.56 - 2.4^2 = 4.8; z = 4 is the last one below 12.
    double deviation = Math.sqrt(4.8);
    double epsilon = 2.4 + 4 * deviation;
    assertThat(new DynamicThreshold(spec(2, 12, 0)).epsilon(errors, SIZE))
        .isCloseTo(epsilon, within(1e-12));
    List<AnomalyRange> found = find(spec(2, 12, 0), errors);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).first()).isEqualTo(40);
    assertThat(found.get(0).last()).isEqualTo(43);
    assertThat(found.get(0).score()).isCloseTo((12 - epsilon) / (2.4 + deviation), within(1e-12));
  }

  @Test
  void errorsThatAreAsUsualAreNone() {
    assertThat(find(spec(2, 12, 0), errors())).isEmpty();
    assertThat(new DynamicThreshold(spec(2, 12, 0)).epsilon(errors(), SIZE)).isInfinite();
    double[] equal = new double[SIZE];
    Arrays.fill(equal, 0.3);
    assertThat(find(spec(2, 12, 0), equal)).isEmpty();
    assertThat(find(spec(2, 12, 0), new double[SIZE])).isEmpty();
    assertThat(find(spec(2, 12, 0), new double[0])).isEmpty();
  }

  @Test
  void whatIsHardlyAboveTheRestIsPruned() {
    double[] errors = errors();
    errors[11] = 9.5;
    errors[31] = 10;
    errors[61] = 20;
    // z = 3.2 makes 9.7; 10 is only 5 % above 9.5, 20 is twice 10.
    List<AnomalyRange> found = find(spec(3.2, 3.2, 0), errors);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).first()).isEqualTo(61);
    assertThat(found.get(0).last()).isEqualTo(61);
  }

  @Test
  void aSmallStepBetweenTwoLargeOnesStays() {
    double[] errors = errors();
    errors[31] = 19;
    errors[61] = 20; // 5 % more, but both are far above 3
    assertThat(find(spec(3, 3, 0), errors))
        .extracting(AnomalyRange::first)
        .containsExactly(31L, 61L);
  }

  @Test
  void aBufferJoinsNeighboursAndStaysInTheWindow() {
    double[] errors = errors();
    errors[2] = 20;
    errors[9] = 20;
    errors[97] = 20;
    assertThat(find(spec(2, 12, 3), errors))
        .extracting(AnomalyRange::first, AnomalyRange::last)
        .containsExactly(tuple(0L, 12L), tuple(94L, 99L));
  }

  @Test
  void aThresholdThatLeavesTooManySequencesIsNotTaken() {
    double[] errors = errors();
    for (int i = 0; i < 6; i++) {
      errors[5 + 15 * i] = 20;
    }
    assertThat(find(spec(2, 12, 0), errors)).isEmpty();
    ThresholdSpec six = new ThresholdSpec(10, 10, 0, 2, 12, 0, 6, 0.5, 0.13);
    assertThat(find(six, errors)).hasSize(6);
  }

  @Test
  void refusesConstantsThatMeanNothing() {
    assertThatThrownBy(() -> spec(2, 1, 0))
        .hasMessage("highest-z: got 1.0, expected at least lowest-z");
    assertThatThrownBy(() -> new ThresholdSpec(0, 30, 0.05, 2, 12, 100, 5, 0.5, 0.13))
        .hasMessage("batch: got 0.0, expected 1 to 1048576 errors");
    assertThatThrownBy(() -> new AnomalyRange(5, 4, 1))
        .hasMessage("range: got 5 to 4, expected steps from 0 on, in order");
  }
}
