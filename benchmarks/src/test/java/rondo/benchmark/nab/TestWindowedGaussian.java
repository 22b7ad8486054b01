package rondo.benchmark.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TestWindowedGaussian {
  @Test
  void countsDeviationsFromTheMeanBefore() {
    double[] scores = WindowedGaussian.scores(new double[] {1, 3, 5, 2, 2});
    assertThat(scores[0]).isZero();
    assertThat(scores[1]).isEqualTo(8.3); // of one value there is no deviation
    assertThat(scores[2]).isCloseTo(3, within(1e-12)); // 1 and 3: mean 2, deviation 1
    assertThat(scores[3]).isCloseTo(1 / Math.sqrt(8 / 3.0), within(1e-12));
    assertThat(scores[4]).isCloseTo(0.75 / Math.sqrt(2.1875), within(1e-12));
  }

  @Test
  void theWindowMovesInSteps() {
    double[] values = new double[6_700];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 1 : -1;
    }
    values[6_450] = 3; // is part of the window from 6,500 on
    double[] scores = WindowedGaussian.scores(values);
    assertThat(scores[6_450]).isEqualTo(3);
    assertThat(scores[6_499]).isEqualTo(1);
    assertThat(scores[6_500]).isNotEqualTo(1).isCloseTo(1, within(0.01));
  }
}
